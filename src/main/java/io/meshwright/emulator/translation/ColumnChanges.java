package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedColumnRef;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedGetStructField;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedUpdateItem;
import io.meshwright.sql.GoogleSqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The SET items of an UPDATE by column: whole columns, or fields of structs at any depth. */
final class ColumnChanges {

    /** A new value, or new values of some of a struct's fields. */
    private static final class Change {
        private String value;
        private final Map<Integer, Change> fields = new TreeMap<>();

        String write(StructType type, String old) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < type.getFieldCount(); i++) {
                String name = DuckType.fieldName(type, i);
                String part = "struct_extract(" + old + ", " + Duck.string(name) + ")";
                Change change = fields.get(i);
                if (change != null) {
                    part = change.value != null
                            ? change.value
                            : change.write(type.getField(i).getType().asStruct(), part);
                }
                parts.add(Duck.name(name) + " := " + part);
            }
            String message = "Cannot set field of NULL " + GoogleSqlType.name(type);
            return "CASE WHEN " + old + " IS NULL THEN "
                    + Duck.failure(Duck.string(message), DuckType.of(type)) + " ELSE struct_pack("
                    + String.join(", ", parts) + ") END";
        }
    }

    private final ExpressionWriter expressions;
    private final BiFunction<ResolvedColumn, ResolvedExpr, String> values;
    private final Map<ResolvedColumnRef, Change> columns = new LinkedHashMap<>();
    private final Map<Long, ResolvedColumnRef> references = new LinkedHashMap<>();

    private ColumnChanges(ExpressionWriter expressions, BiFunction<ResolvedColumn, ResolvedExpr, String> values) {
        this.expressions = expressions;
        this.values = values;
    }

    /** @param values writes what a column is set to */
    static Map<ResolvedColumn, String> of(
            List<ResolvedUpdateItem> items,
            ExpressionWriter expressions,
            BiFunction<ResolvedColumn, ResolvedExpr, String> values) {
        ColumnChanges changes = new ColumnChanges(expressions, values);
        items.forEach(changes::add);
        return changes.written();
    }

    private void add(ResolvedUpdateItem item) {
        if (item.getSetValue() == null) {
            throw new UnsupportedSql("SET", "UPDATE with nested statements on the elements of an array");
        }
        List<Integer> path = new ArrayList<>();
        ResolvedExpr target = item.getTarget();
        while (target instanceof ResolvedGetStructField field) {
            path.add(0, (int) field.getFieldIdx());
            target = field.getExpr();
        }
        if (!(target instanceof ResolvedColumnRef reference)) {
            throw new UnsupportedSql("SET", "UPDATE of this part of a column");
        }
        ResolvedColumnRef known =
                references.computeIfAbsent(reference.getColumn().getId(), id -> reference);
        Change change = columns.computeIfAbsent(known, column -> new Change());
        for (int index : path) {
            change = change.fields.computeIfAbsent(index, i -> new Change());
        }
        ResolvedExpr value = item.getSetValue().getValue();
        change.value = path.isEmpty() ? values.apply(known.getColumn(), value) : expressions.write(value);
    }

    private Map<ResolvedColumn, String> written() {
        Map<ResolvedColumn, String> written = new LinkedHashMap<>();
        columns.forEach((reference, change) -> written.put(
                reference.getColumn(),
                change.value != null
                        ? change.value
                        : change.write(reference.getType().asStruct(), expressions.write(reference))));
        return written;
    }
}
