package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes INSERT, UPDATE, DELETE, MERGE and TRUNCATE. */
final class DmlWriter {

    static final String TARGET = "target_";
    private static final String MANY = "UPDATE/MERGE must match at most one source row for each target row";

    private final QueryWriter queries;
    private final ExpressionWriter expressions;

    private DmlWriter(QueryWriter queries) {
        this.queries = queries;
        this.expressions = queries.expressions();
    }

    static void write(QueryWriter queries, ResolvedStatement statement, Draft draft) {
        DmlWriter writer = new DmlWriter(queries);
        if (statement instanceof ResolvedInsertStmt insert) {
            draft.type = StatementType.INSERT;
            draft.target = name(insert.getTableScan());
            draft.sql = writer.insert(insert);
        } else if (statement instanceof ResolvedUpdateStmt update) {
            draft.type = StatementType.UPDATE;
            draft.target = name(update.getTableScan());
            draft.sql = writer.update(update);
        } else if (statement instanceof ResolvedDeleteStmt delete) {
            draft.type = StatementType.DELETE;
            draft.target = name(delete.getTableScan());
            draft.sql = writer.delete(delete);
        } else if (statement instanceof ResolvedMergeStmt merge) {
            draft.type = StatementType.MERGE;
            draft.target = name(merge.getTableScan());
            draft.sql = new MergeWriter(queries, writer, merge).write();
        } else if (statement instanceof ResolvedTruncateStmt truncate) {
            draft.type = StatementType.TRUNCATE_TABLE;
            draft.target = name(truncate.getTableScan());
            draft.sql = "DELETE FROM "
                    + queries.relation(truncate.getTableScan().getTable().getFullName());
        } else {
            throw new UnsupportedSql(statement.nodeKindString());
        }
    }

    private static Optional<TableName> name(ResolvedTableScan scan) {
        return Optional.of(TableName.parse(scan.getTable().getFullName(), ""));
    }

    String relation(ResolvedTableScan scan) {
        return queries.relation(scan.getTable().getFullName());
    }

    /** The target's columns are written by their own names. */
    void bind(ResolvedTableScan scan) {
        for (int i = 0; i < scan.getColumnList().size(); i++) {
            int index = scan.getColumnIndexList().get(i).intValue();
            expressions.substitute(
                    scan.getColumnList().get(i),
                    TARGET + "." + Duck.name(scan.getTable().getColumn(index).getName()));
        }
    }

    /** The target with the columns named by their numbers, as other scans have them, and a number for each row. */
    String numbered(ResolvedTableScan scan, String row) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < scan.getColumnList().size(); i++) {
            int index = scan.getColumnIndexList().get(i).intValue();
            columns.add(Duck.name(scan.getTable().getColumn(index).getName()) + " AS "
                    + ExpressionWriter.column(scan.getColumnList().get(i)));
        }
        return "(SELECT rowid AS " + row + ", " + String.join(", ", columns) + " FROM " + relation(scan) + ")";
    }

    private String insert(ResolvedInsertStmt insert) {
        requireNoCount(insert.getAssertRowsModified());
        if (insert.getReturning() != null
                || insert.getOnConflictClause() != null
                || !insert.getInsertMode().name().equals("OR_ERROR")) {
            throw new UnsupportedSql("INSERT", "INSERT with THEN RETURN, ON CONFLICT or OR");
        }
        Map<String, String> defaults = defaults(insert.getTableScan());
        insert.getInsertColumnList().forEach(column -> defaults.remove(column.getName()));
        List<String> columns = new ArrayList<>(insert.getInsertColumnList().stream()
                .map(ResolvedColumn::getName)
                .toList());
        columns.addAll(defaults.keySet());
        String head = "INSERT INTO " + relation(insert.getTableScan()) + " ("
                + columns.stream().map(Duck::name).collect(Collectors.joining(", ")) + ") ";
        if (insert.getQuery() != null) {
            String outputs = insert.getQueryOutputColumnList().stream()
                    .map(ExpressionWriter::column)
                    .collect(Collectors.joining(", "));
            return head + selected(insert, queries.writeOrdered(insert.getQuery(), outputs), defaults.values());
        }
        Optional<String> many = LongRows.query(insert, (column, value) -> value(insert.getTableScan(), column, value));
        if (many.isPresent()) {
            return head + selected(insert, many.get(), defaults.values());
        }
        String more = defaults.values().stream().map(sql -> ", " + sql).collect(Collectors.joining());
        return head + "VALUES "
                + insert.getRowList().stream()
                        .map(row -> "("
                                + String.join(", ", row(insert.getTableScan(), insert.getInsertColumnList(), row))
                                + more + ")")
                        .collect(Collectors.joining(", "));
    }

    private static void requireNoCount(ResolvedAssertRowsModified assertion) {
        if (assertion != null) {
            throw new UnsupportedSql("ASSERT_ROWS_MODIFIED", "ASSERT_ROWS_MODIFIED");
        }
    }

    Map<String, String> defaults(ResolvedTableScan target) {
        return new TreeMap<>(queries.defaults(target.getTable().getFullName()));
    }

    /** The rows of a query, held to the limits of the columns they go into, with the defaults of others. */
    private String selected(ResolvedInsertStmt insert, String query, Collection<String> defaults) {
        List<String> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ResolvedColumn column : insert.getInsertColumnList()) {
            names.add("n" + names.size());
            values.add(limited(insert.getTableScan(), column, names.get(values.size())));
        }
        values.addAll(defaults);
        return values.equals(names)
                ? query
                : "SELECT " + String.join(", ", values) + " FROM (" + query + ") AS w(" + String.join(", ", names)
                        + ")";
    }

    /** Whether a column takes only some of the values that its type has. */
    boolean isLimited(ResolvedTableScan target, ResolvedColumn column) {
        return !limited(target, column, "").isEmpty();
    }

    private String limited(ResolvedTableScan target, ResolvedColumn column, String sql) {
        return queries.limited(target.getTable().getFullName(), column.getName(), sql);
    }

    List<String> row(ResolvedTableScan target, List<ResolvedColumn> columns, ResolvedInsertRow row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(limited(
                    target,
                    columns.get(i),
                    value(target, columns.get(i), row.getValueList().get(i).getValue())));
        }
        return values;
    }

    private String value(ResolvedTableScan target, ResolvedColumn column, ResolvedExpr value) {
        return value instanceof ResolvedDMLDefault
                ? defaults(target).getOrDefault(column.getName(), "NULL")
                : expressions.write(value);
    }

    /** A row of the target that several source rows match is an error. */
    private String update(ResolvedUpdateStmt update) {
        requireNoCount(update.getAssertRowsModified());
        if (update.getReturning() != null) {
            throw new UnsupportedSql("RETURN", "UPDATE with THEN RETURN");
        }
        bind(update.getTableScan());
        String relation = relation(update.getTableScan());
        String where = expressions.write(update.getWhereExpr());
        if (update.getFromScan() == null) {
            return "UPDATE " + relation + " AS " + TARGET + " SET "
                    + assignments(changes(update.getTableScan(), update.getUpdateItemList()))
                    + " WHERE " + where;
        }
        List<String> values = new ArrayList<>();
        List<String> assignments = new ArrayList<>();
        changes(update.getTableScan(), update.getUpdateItemList()).forEach((column, changed) -> {
            String value = "n" + values.size();
            values.add(changed + " AS " + value);
            assignments.add(Duck.name(column.getName()) + " = s." + value);
        });
        String source = "SELECT " + TARGET + ".rowid AS r, count(*) OVER (PARTITION BY " + TARGET + ".rowid) AS m, "
                + String.join(", ", values) + " FROM " + relation + " AS " + TARGET + ", "
                + queries.from(update.getFromScan()) + " WHERE " + where;
        return "UPDATE " + relation + " AS " + TARGET + " SET " + String.join(", ", assignments) + " FROM (" + source
                + ") AS s WHERE " + TARGET + ".rowid = s.r AND CASE WHEN s.m > 1 THEN CAST(error('" + MANY
                + "') AS BOOLEAN) ELSE TRUE END";
    }

    static String assignments(Map<ResolvedColumn, String> changes) {
        return changes.entrySet().stream()
                .map(change -> Duck.name(change.getKey().getName()) + " = " + change.getValue())
                .collect(Collectors.joining(", "));
    }

    Map<ResolvedColumn, String> changes(ResolvedTableScan target, List<ResolvedUpdateItem> items) {
        Map<ResolvedColumn, String> changes =
                ColumnChanges.of(items, expressions, (column, value) -> value(target, column, value));
        changes.replaceAll((column, sql) -> limited(target, column, sql));
        return changes;
    }

    private String delete(ResolvedDeleteStmt delete) {
        requireNoCount(delete.getAssertRowsModified());
        if (delete.getReturning() != null || delete.getArrayOffsetColumn() != null) {
            throw new UnsupportedSql("DELETE", "DELETE with THEN RETURN or WITH OFFSET");
        }
        bind(delete.getTableScan());
        return "DELETE FROM " + relation(delete.getTableScan()) + " AS " + TARGET + " WHERE "
                + expressions.write(delete.getWhereExpr());
    }
}
