package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.Partitioning;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.TranslationCatalog.PhysicalTable;
import io.meshwright.sql.Column;
import io.meshwright.sql.Declarations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A condition in GoogleSQL on the rows of one table ({@code row_restriction}). No other table is known to it. */
public final class RowRestriction {

    private final Engine engine;
    private final Caller caller;
    private final String condition;

    public RowRestriction(Engine engine, Caller caller, String condition) {
        this.engine = engine;
        this.caller = caller;
        this.condition = condition;
    }

    /**
     * DuckDB SQL of the rows of a table that it is true for.
     *
     * @param position what the row's id in DuckDB is called beside the table's columns
     */
    public String rows(StoredTable table, String position) {
        List<String> names = new ArrayList<>(
                table.schema().fields().stream().map(FieldSchema::name).toList());
        names.add(position);
        List<Column> columns = new ArrayList<>(table.schema().columns());
        columns.addAll(Partitioning.pseudoColumns(table));
        columns.add(new Column(position, "INT64", true));
        String relation =
                "(SELECT *, rowid AS " + DuckDb.identifier(position) + " FROM " + Storage.sql(table.physical()) + ")";
        PhysicalTable known = new PhysicalTable(table.name(), columns, relation);
        StatementRequest request = new StatementRequest(
                        query(table, names),
                        table.name().project(),
                        Optional.empty(),
                        List.of(),
                        Declarations.NONE.withRoutines(StoredFunctions.of(engine, caller)))
                .by(caller.name());
        return "SELECT * FROM (" + translated(request, known) + ") AS r("
                + names.stream().map(DuckDb::identifier).collect(Collectors.joining(", ")) + ")";
    }

    private static String quoted(String name) {
        return "`" + name + "`";
    }

    private String query(StoredTable table, List<String> names) {
        return "SELECT " + names.stream().map(RowRestriction::quoted).collect(Collectors.joining(", ")) + " FROM "
                + quoted(table.name().toString()) + " WHERE (\n" + condition + "\n)";
    }

    private String translated(StatementRequest request, PhysicalTable known) {
        try {
            return engine.translator()
                    .translate(request, name -> Optional.of(known)
                            .filter(table -> table.name().equals(name)))
                    .duckSql();
        } catch (ApiError e) {
            throw new ApiError("invalid", "", "request failed: row restriction: " + e.getMessage(), e);
        }
    }
}
