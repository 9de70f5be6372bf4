package io.meshwright.audit;

import io.meshwright.contract.ColumnType;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.sql.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a table's columns with those a contract promises. Pure. */
final class SchemaChecks {

    private SchemaChecks() {}

    /** One passed check when all columns are as promised, else one failed check per column that is not. */
    static List<CheckResult> judge(SchemaObject object, List<Column> columns) {
        List<CheckResult> failed = new ArrayList<>();
        for (SchemaProperty property : object.properties()) {
            judge(object, property, columns).ifPresent(failed::add);
        }
        for (Column column : columns) {
            if (object.property(column.name()).isEmpty()) {
                failed.add(failed(
                        object,
                        column.name(),
                        "no such column",
                        column.name() + " " + column.type(),
                        object.location()));
            }
        }
        if (failed.isEmpty()) {
            Check check = check(object, "", object.properties().size() + " columns as promised", object.location());
            failed.add(new CheckResult.Passed(check, columns.size() + " columns as promised"));
        }
        return failed;
    }

    private static Optional<CheckResult> judge(SchemaObject object, SchemaProperty property, List<Column> columns) {
        Optional<Column> real = columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(property.name()))
                .findFirst();
        String promised = property.name() + " " + ColumnType.of(property);
        if (real.isEmpty()) {
            return Optional.of(failed(object, property.name(), promised, "no such column", property.location()));
        }
        if (!ColumnType.accepts(property, real.get().type())) {
            String found = real.get().name() + " " + real.get().type();
            return Optional.of(failed(object, property.name(), promised, found, property.location()));
        }
        return Optional.empty();
    }

    private static CheckResult failed(
            SchemaObject object, String column, String expected, String measured, SourceLocation location) {
        return new CheckResult.Failed(check(object, column, expected, location), measured, CheckResult.Sample.NONE);
    }

    private static Check check(SchemaObject object, String column, String expected, SourceLocation location) {
        String name = column.isEmpty() ? "Columns and types" : "Column " + column;
        return new Check(
                name,
                "schema",
                object.name(),
                column,
                "conformity",
                "The table has the promised columns with the promised types.",
                true,
                expected,
                location);
    }
}
