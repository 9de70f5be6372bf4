package io.meshwright.emulator.translation;

import io.meshwright.sql.Column;
import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement in DuckDB's words.
 *
 * <p>{@code duckSql} is complete for SELECT and DML. For CREATE_TABLE_AS_SELECT, CREATE_VIEW and EXPORT_DATA it is the query alone,
 * for other DDL it is empty: the caller owns the physical names and runs {@code CREATE TABLE physical AS duckSql}. DML
 * names its target's relation and counts rows as DuckDB does.
 *
 * @param fewRows whether a query is known to give few rows before it runs
 * @param schema the result's columns (SELECT), or those of the table or view to be made
 * @param referenced the tables read
 * @param target the table or view written, made or dropped
 * @param schemaTarget the dataset made or dropped, as {@code project.dataset}
 * @param required columns declared NOT NULL by CREATE_TABLE
 * @param definition what DDL says beside columns and query
 * @param use what it does with columns
 * @param query the text of a view's query, or an ASSERT's message, as written; empty for other statements
 * @param temporary whether what is made ends with its script
 * @param routine the function or procedure to be made
 * @param files the files that EXPORT DATA writes or LOAD DATA reads
 * @param past the tables read as they were at another time; whether they can be is to be asked before each run
 * @param libraries URIs of code that functions in JavaScript run, which only this statement knows
 * @param routinePath the one made or dropped, {@code [project, dataset, name]}, or {@code [name]} for a temporary one
 */
public record Translation(
        StatementType type,
        String duckSql,
        boolean fewRows,
        List<Column> schema,
        Set<TableName> referenced,
        Optional<TableName> target,
        Optional<String> schemaTarget,
        boolean orReplace,
        boolean ifNotExists,
        boolean ifExists,
        Set<String> required,
        Definition definition,
        TableUse use,
        String query,
        boolean temporary,
        Optional<SqlRoutine> routine,
        List<String> routinePath,
        Optional<FileClause> files,
        List<PastTable> past,
        Set<String> libraries) {
    public Translation {
        schema = List.copyOf(schema);
        referenced = Set.copyOf(referenced);
        required = Set.copyOf(required);
        routinePath = List.copyOf(routinePath);
        past = List.copyOf(past);
        libraries = Set.copyOf(libraries);
    }

    /** Whether it makes what others will read when the temporary tables and functions around it are gone. */
    public boolean definesLasting() {
        return switch (type) {
            case CREATE_VIEW, CREATE_MATERIALIZED_VIEW -> true;
            case CREATE_FUNCTION, CREATE_TABLE_FUNCTION -> !temporary;
            default -> false;
        };
    }

    /** Whether its functions in JavaScript give equal results for equal arguments. */
    public boolean isDeterministic() {
        return JavaScriptCall.isStable(duckSql);
    }
}
