package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedMergeWhenEnums.ActionType;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes INSERT, UPDATE, DELETE, MERGE and TRUNCATE. */
final class DmlWriter {

    private static final String TARGET = "target_";
    private static final String MANY = "UPDATE/MERGE must match at most one source row for each target row";

    private final QueryWriter queries;
    private final ExpressionWriter expressions;

    private DmlWriter(QueryWriter queries) {
        this.queries = queries;
        this.expressions = queries.expressions();
    }

    static void write(QueryWriter queries, ResolvedStatement statement, StatementWriter.Draft draft) {
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
            draft.sql = writer.merge(merge);
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

    private String relation(ResolvedTableScan scan) {
        return queries.relation(scan.getTable().getFullName());
    }

    /** The target's columns are written by their own names. */
    private void bind(ResolvedTableScan scan) {
        for (int i = 0; i < scan.getColumnList().size(); i++) {
            int index = scan.getColumnIndexList().get(i).intValue();
            expressions.substitute(
                    scan.getColumnList().get(i),
                    TARGET + "." + Duck.name(scan.getTable().getColumn(index).getName()));
        }
    }

    private String insert(ResolvedInsertStmt insert) {
        if (insert.getReturning() != null
                || insert.getOnConflictClause() != null
                || !insert.getInsertMode().name().equals("OR_ERROR")) {
            throw new UnsupportedSql("INSERT", "INSERT with THEN RETURN, ON CONFLICT or OR");
        }
        String columns = insert.getInsertColumnList().stream()
                .map(column -> Duck.name(column.getName()))
                .collect(Collectors.joining(", "));
        String head = "INSERT INTO " + relation(insert.getTableScan()) + " (" + columns + ") ";
        if (insert.getQuery() != null) {
            String outputs = insert.getQueryOutputColumnList().stream()
                    .map(ExpressionWriter::column)
                    .collect(Collectors.joining(", "));
            return head + selected(insert, queries.writeOrdered(insert.getQuery(), outputs));
        }
        return head + "VALUES "
                + insert.getRowList().stream()
                        .map(row -> row(insert.getTableScan(), insert.getInsertColumnList(), row))
                        .collect(Collectors.joining(", "));
    }

    /** The rows of a query, held to the limits of the columns they go into. */
    private String selected(ResolvedInsertStmt insert, String query) {
        List<String> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ResolvedColumn column : insert.getInsertColumnList()) {
            names.add("n" + names.size());
            values.add(limited(insert.getTableScan(), column, names.get(values.size())));
        }
        return values.equals(names)
                ? query
                : "SELECT " + String.join(", ", values) + " FROM (" + query + ") AS w(" + String.join(", ", names)
                        + ")";
    }

    private String limited(ResolvedTableScan target, ResolvedColumn column, String sql) {
        return sql.equals("DEFAULT") ? sql : queries.limited(target.getTable().getFullName(), column.getName(), sql);
    }

    private String row(ResolvedTableScan target, List<ResolvedColumn> columns, ResolvedInsertRow row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(limited(
                    target, columns.get(i), value(row.getValueList().get(i).getValue())));
        }
        return "(" + String.join(", ", values) + ")";
    }

    private String value(ResolvedExpr value) {
        return value instanceof ResolvedDMLDefault ? "DEFAULT" : expressions.write(value);
    }

    /** A row of the target that several source rows match is an error. */
    private String update(ResolvedUpdateStmt update) {
        if (update.getReturning() != null) {
            throw new UnsupportedSql("RETURN", "UPDATE with THEN RETURN");
        }
        bind(update.getTableScan());
        String relation = relation(update.getTableScan());
        String where = expressions.write(update.getWhereExpr());
        if (update.getFromScan() == null) {
            return "UPDATE " + relation + " AS " + TARGET + " SET "
                    + assignments(update.getTableScan(), update.getUpdateItemList())
                    + " WHERE " + where;
        }
        List<String> values = new ArrayList<>();
        List<String> assignments = new ArrayList<>();
        for (ResolvedUpdateItem item : update.getUpdateItemList()) {
            String value = "n" + values.size();
            values.add(assigned(update.getTableScan(), item) + " AS " + value);
            assignments.add(column(item) + " = s." + value);
        }
        String source = "SELECT " + TARGET + ".rowid AS r, count(*) OVER (PARTITION BY " + TARGET + ".rowid) AS m, "
                + String.join(", ", values) + " FROM " + relation + " AS " + TARGET + ", "
                + queries.from(update.getFromScan()) + " WHERE " + where;
        return "UPDATE " + relation + " AS " + TARGET + " SET " + String.join(", ", assignments) + " FROM (" + source
                + ") AS s WHERE " + TARGET + ".rowid = s.r AND CASE WHEN s.m > 1 THEN CAST(error('" + MANY
                + "') AS BOOLEAN) ELSE TRUE END";
    }

    private String assignments(ResolvedTableScan target, List<ResolvedUpdateItem> items) {
        return items.stream()
                .map(item -> column(item) + " = " + assigned(target, item))
                .collect(Collectors.joining(", "));
    }

    private String assigned(ResolvedTableScan target, ResolvedUpdateItem item) {
        return item.getTarget() instanceof ResolvedColumnRef reference && item.getSetValue() != null
                ? limited(
                        target, reference.getColumn(), value(item.getSetValue().getValue()))
                : column(item);
    }

    private static String column(ResolvedUpdateItem item) {
        boolean whole = item.getTarget() instanceof ResolvedColumnRef && item.getSetValue() != null;
        if (!whole) {
            throw new UnsupportedSql("SET", "UPDATE of a part of a column");
        }
        ResolvedColumn column = ((ResolvedColumnRef) item.getTarget()).getColumn();
        return Duck.name(column.getName());
    }

    private String delete(ResolvedDeleteStmt delete) {
        if (delete.getReturning() != null || delete.getArrayOffsetColumn() != null) {
            throw new UnsupportedSql("DELETE", "DELETE with THEN RETURN or WITH OFFSET");
        }
        bind(delete.getTableScan());
        return "DELETE FROM " + relation(delete.getTableScan()) + " AS " + TARGET + " WHERE "
                + expressions.write(delete.getWhereExpr());
    }

    private String merge(ResolvedMergeStmt merge) {
        bind(merge.getTableScan());
        String source = queries.from(merge.getFromScan());
        String whens = merge.getWhenClauseList().stream()
                .map(when -> when(merge, when))
                .collect(Collectors.joining(" "));
        return "MERGE INTO " + relation(merge.getTableScan()) + " AS " + TARGET + " USING " + source + " ON "
                + expressions.write(merge.getMergeExpr()) + " " + whens;
    }

    private String when(ResolvedMergeStmt merge, ResolvedMergeWhen when) {
        String match =
                switch (when.getMatchType()) {
                    case MATCHED -> "MATCHED";
                    case NOT_MATCHED_BY_SOURCE -> "NOT MATCHED BY SOURCE";
                    case NOT_MATCHED_BY_TARGET -> "NOT MATCHED BY TARGET";
                    default -> throw new UnsupportedSql("MERGE", "this WHEN clause");
                };
        String condition = when.getMatchExpr() == null ? "" : " AND " + expressions.write(when.getMatchExpr());
        return "WHEN " + match + condition + " THEN " + action(merge, when);
    }

    private String action(ResolvedMergeStmt merge, ResolvedMergeWhen when) {
        if (when.getActionType() == ActionType.DELETE) {
            return "DELETE";
        }
        if (when.getActionType() == ActionType.UPDATE) {
            return "UPDATE SET " + assignments(merge.getTableScan(), when.getUpdateItemList());
        }
        String columns = when.getInsertColumnList().stream()
                .map(column -> Duck.name(column.getName()))
                .collect(Collectors.joining(", "));
        return "INSERT (" + columns + ") VALUES "
                + row(merge.getTableScan(), when.getInsertColumnList(), when.getInsertRow());
    }
}
