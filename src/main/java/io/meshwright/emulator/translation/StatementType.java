package io.meshwright.emulator.translation;

/** BigQuery's names of statement types, as in {@code statistics.query.statementType}. */
public enum StatementType {
    SELECT,
    CREATE_TABLE,
    CREATE_TABLE_AS_SELECT,
    CREATE_VIEW,
    CREATE_MATERIALIZED_VIEW,
    CREATE_SNAPSHOT_TABLE,
    ALTER_TABLE,
    ALTER_VIEW,
    ALTER_MATERIALIZED_VIEW,
    ALTER_SCHEMA,
    DROP_MATERIALIZED_VIEW,
    DROP_SNAPSHOT_TABLE,
    CREATE_SCHEMA,
    CREATE_FUNCTION,
    CREATE_TABLE_FUNCTION,
    CREATE_PROCEDURE,
    DROP_TABLE,
    DROP_VIEW,
    DROP_SCHEMA,
    DROP_FUNCTION,
    DROP_TABLE_FUNCTION,
    DROP_PROCEDURE,
    ASSERT,
    EXPORT_DATA,
    LOAD_DATA,
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    TRUNCATE_TABLE,
    BEGIN_TRANSACTION,
    COMMIT_TRANSACTION,
    ROLLBACK_TRANSACTION;

    /** Whether the statement only reads. */
    public boolean isQuery() {
        return this == SELECT;
    }

    /** Whether the statement's work is with rows, not with definitions. */
    public boolean movesRows() {
        return isQuery() || isDml() || this == CREATE_TABLE_AS_SELECT;
    }

    /** Whether the statement reads or writes files. */
    public boolean movesFiles() {
        return this == EXPORT_DATA || this == LOAD_DATA;
    }

    /** Whether the statement makes or removes a routine. */
    public boolean isRoutine() {
        return switch (this) {
            case CREATE_FUNCTION,
                    CREATE_TABLE_FUNCTION,
                    CREATE_PROCEDURE,
                    DROP_FUNCTION,
                    DROP_TABLE_FUNCTION,
                    DROP_PROCEDURE -> true;
            default -> false;
        };
    }

    /** Whether the statement changes rows of a table that is there already. */
    public boolean isDml() {
        return this == INSERT || this == UPDATE || this == DELETE || this == MERGE || this == TRUNCATE_TABLE;
    }
}
