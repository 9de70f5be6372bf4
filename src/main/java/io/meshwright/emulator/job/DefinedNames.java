package io.meshwright.emulator.job;

import io.meshwright.emulator.storage.FieldNames;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.translation.Alteration;
import io.meshwright.emulator.translation.Translation;
import java.util.List;

/** The names that definitions give; what the REST API refuses is refused in a statement, there with its place. */
final class DefinedNames {

    private DefinedNames() {}

    /** Refuses a statement that would give something a name it cannot have. */
    static void require(Statement statement) {
        Translation translation = statement.translation();
        switch (translation.type()) {
            case CREATE_TABLE, CREATE_TABLE_AS_SELECT, CREATE_VIEW, CREATE_MATERIALIZED_VIEW, CREATE_SNAPSHOT_TABLE -> {
                boolean own = translation.definition().source().isEmpty();
                requireTable(statement, statement.target().table());
                requireColumns(statement, own ? Definitions.schema(translation).fields() : List.of());
            }
            case ALTER_TABLE, ALTER_VIEW, ALTER_MATERIALIZED_VIEW ->
                translation.definition().alterations().forEach(alteration -> require(statement, alteration));
            case CREATE_SCHEMA, DROP_SCHEMA, ALTER_SCHEMA -> {
                String path = translation.schemaTarget().orElse("");
                String name = path.substring(path.lastIndexOf('.') + 1);
                References.placed(name, statement::place, References::requireDatasetName);
            }
            case CREATE_FUNCTION, CREATE_TABLE_FUNCTION, CREATE_PROCEDURE -> {
                if (!translation.temporary()) {
                    StoredFunctions.requireName(StoredFunctions.name(translation.routinePath()));
                }
            }
            default -> {}
        }
    }

    private static void require(Statement statement, Alteration alteration) {
        if (alteration instanceof Alteration.Rename rename) {
            requireTable(statement, rename.to());
        } else if (alteration instanceof Alteration.AddColumn add) {
            requireColumns(statement, TableSchema.of(List.of(add.column())).fields());
        } else if (alteration instanceof Alteration.RenameColumn rename) {
            FieldNames.requireColumn(rename.to(), statement::place);
        }
    }

    private static void requireTable(Statement statement, String table) {
        References.placed(table, statement::place, References::requireTableName);
    }

    private static void requireColumns(Statement statement, List<FieldSchema> columns) {
        FieldNames.require(columns, statement::place);
    }
}
