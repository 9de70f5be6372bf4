package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOutputColumn;
import io.meshwright.sql.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a SELECT gives: columns of the tree, each under a name.
 *
 * @param names DuckDB SQL, one for each column
 */
record SelectList(List<ResolvedColumn> columns, List<String> names) {

    /** Columns under the names that the layers around know them by, each once. */
    static SelectList of(List<ResolvedColumn> columns) {
        List<ResolvedColumn> each = columns.stream().distinct().toList();
        return new SelectList(each, names(each));
    }

    /** The columns of a whole query, under the names that its reader sees. */
    static SelectList of(List<ResolvedOutputColumn> outputs, List<Column> schema) {
        return new SelectList(
                outputs.stream().map(ResolvedOutputColumn::getColumn).toList(),
                schema.stream().map(column -> Duck.name(column.name())).toList());
    }

    /** Columns under the names of others. */
    static SelectList renamed(List<ResolvedColumn> from, List<ResolvedColumn> to) {
        return new SelectList(from.subList(0, to.size()), names(to));
    }

    private static List<String> names(List<ResolvedColumn> columns) {
        return columns.stream().map(ExpressionWriter::column).toList();
    }

    /** Whether no column stands twice: what it is computed by may then stand in its place. */
    boolean hasEachOnce() {
        return new HashSet<>(columns).size() == columns.size();
    }

    /** The list in DuckDB SQL, columns of the input passed on. */
    String sql() {
        return sql(Map.of());
    }

    /** The list in DuckDB SQL: columns as computed by the map, by their number, else passed on. */
    String sql(Map<Long, String> computed) {
        Function<ResolvedColumn, String> value =
                column -> computed.getOrDefault(column.getId(), ExpressionWriter.column(column));
        List<String> items = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String sql = value.apply(columns.get(i));
            items.add(sql.equals(names.get(i)) ? sql : sql + " AS " + names.get(i));
        }
        return items.isEmpty() ? "1 AS one" : String.join(", ", items);
    }
}
