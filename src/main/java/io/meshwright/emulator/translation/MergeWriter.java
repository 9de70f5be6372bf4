package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedMergeWhenEnums.ActionType;
import com.google.zetasql.resolvedast.ResolvedMergeWhenEnums.MatchType;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes MERGE.
 *
 * <p>DuckDB computes the values of a WHEN clause for rows that the clause is not for, and knows neither subqueries nor
 * lambdas there. So the join is written out with what happens to each row and its values, unless they cannot fail.
 */
final class MergeWriter {

    private static final String ROW = "row_";
    private static final String SOURCE = "source_";
    private static final String ACTION = "action_";

    /** Functions that do not fail and that DuckDB knows in a WHEN clause. */
    private static final Set<String> PLAIN = Set.of(
            "$equal",
            "$not_equal",
            "$less",
            "$less_or_equal",
            "$greater",
            "$greater_or_equal",
            "$is_distinct_from",
            "$is_not_distinct_from",
            "$is_null",
            "$and",
            "$or",
            "$not",
            "coalesce",
            "ifnull");

    private final QueryWriter queries;
    private final DmlWriter rows;
    private final ResolvedMergeStmt merge;
    private final List<String> values = new ArrayList<>();

    MergeWriter(QueryWriter queries, DmlWriter rows, ResolvedMergeStmt merge) {
        this.queries = queries;
        this.rows = rows;
        this.merge = merge;
    }

    String write() {
        boolean plain = merge.getWhenClauseList().stream()
                        .flatMap(MergeWriter::expressions)
                        .allMatch(MergeWriter::isPlain)
                && written().noneMatch(column -> rows.isLimited(merge.getTableScan(), column));
        return "MERGE INTO " + rows.relation(merge.getTableScan()) + " AS " + DmlWriter.TARGET + " USING "
                + (plain ? direct() : joined());
    }

    private Stream<ResolvedColumn> written() {
        return merge.getWhenClauseList().stream()
                .flatMap(when -> Stream.concat(
                        when.getInsertColumnList().stream(),
                        when.getUpdateItemList().stream()
                                .map(ResolvedUpdateItem::getTarget)
                                .filter(ResolvedColumnRef.class::isInstance)
                                .map(target -> ((ResolvedColumnRef) target).getColumn())));
    }

    private static Stream<ResolvedExpr> expressions(ResolvedMergeWhen when) {
        Stream<ResolvedDMLValue> values = Stream.concat(
                when.getUpdateItemList().stream()
                        .map(ResolvedUpdateItem::getSetValue)
                        .filter(value -> value != null),
                when.getInsertRow() == null ? Stream.of() : when.getInsertRow().getValueList().stream());
        Stream<ResolvedExpr> conditions = Stream.ofNullable(when.getMatchExpr());
        return Stream.concat(conditions, values.map(ResolvedDMLValue::getValue));
    }

    private static boolean isPlain(ResolvedExpr expression) {
        return expression instanceof ResolvedColumnRef
                || expression instanceof ResolvedLiteral
                || expression instanceof ResolvedParameter
                || expression instanceof ResolvedDMLDefault
                || (expression instanceof ResolvedFunctionCall call
                        && PLAIN.contains(call.getFunction().getName())
                        && call.getArgumentList().stream().allMatch(MergeWriter::isPlain));
    }

    private String direct() {
        rows.bind(merge.getTableScan());
        String source = queries.from(merge.getFromScan());
        String condition = queries.expressions().write(merge.getMergeExpr());
        String whens = merge.getWhenClauseList().stream()
                .map(when -> "WHEN " + match(when)
                        + (when.getMatchExpr() == null
                                ? ""
                                : " AND " + queries.expressions().write(when.getMatchExpr()))
                        + " THEN " + action(when, changes(when), inserted(when)))
                .collect(Collectors.joining(" "));
        return source + " ON " + condition + " " + whens;
    }

    private static String match(ResolvedMergeWhen when) {
        return switch (when.getMatchType()) {
            case MATCHED -> "MATCHED";
            case NOT_MATCHED_BY_SOURCE -> "NOT MATCHED BY SOURCE";
            case NOT_MATCHED_BY_TARGET -> "NOT MATCHED BY TARGET";
            default -> throw new UnsupportedSql("MERGE", "this WHEN clause");
        };
    }

    /** The rows of both sides with the number of the clause that is for each, and the values it has for them. */
    private String joined() {
        String sides = join();
        List<String> cases = new ArrayList<>();
        List<String> whens = new ArrayList<>();
        for (ResolvedMergeWhen when : merge.getWhenClauseList()) {
            int number = cases.size();
            cases.add(" WHEN " + condition(when) + " THEN " + number);
            Map<ResolvedColumn, String> changes = changes(when);
            changes.replaceAll((column, value) -> named(number, value));
            List<String> inserted =
                    inserted(when).stream().map(value -> named(number, value)).toList();
            whens.add("WHEN " + (isNew(when) ? "NOT MATCHED" : "MATCHED") + " AND s." + ACTION + " = " + number
                    + " THEN " + action(when, changes, inserted));
        }
        String acted = "SELECT *, CASE" + String.join("", cases) + " END AS " + ACTION + " FROM " + sides;
        return "(SELECT " + ROW + ", " + ACTION + String.join("", values) + " FROM (" + acted + ") AS "
                + queries.alias() + " WHERE " + ACTION + " IS NOT NULL) AS s ON " + DmlWriter.TARGET + ".rowid = s."
                + ROW + " " + String.join(" ", whens);
    }

    private String named(int number, String value) {
        String name = "v" + values.size();
        values.add(", CASE WHEN " + ACTION + " = " + number + " THEN " + value + " END AS " + name);
        return "s." + name;
    }

    private String join() {
        boolean keepsTarget = uses(MatchType.NOT_MATCHED_BY_SOURCE);
        boolean keepsSource = uses(MatchType.NOT_MATCHED_BY_TARGET);
        String kind = keepsTarget ? keepsSource ? "FULL" : "LEFT" : keepsSource ? "RIGHT" : "INNER";
        return rows.numbered(merge.getTableScan(), ROW) + " AS " + queries.alias() + " " + kind
                + " JOIN (SELECT *, TRUE AS " + SOURCE + " FROM "
                + queries.from(merge.getFromScan()) + ") AS " + queries.alias() + " ON "
                + queries.expressions().write(merge.getMergeExpr());
    }

    private boolean uses(MatchType type) {
        return merge.getWhenClauseList().stream().anyMatch(when -> when.getMatchType() == type);
    }

    private String condition(ResolvedMergeWhen when) {
        String match =
                switch (when.getMatchType()) {
                    case MATCHED -> ROW + " IS NOT NULL AND " + SOURCE;
                    case NOT_MATCHED_BY_SOURCE -> SOURCE + " IS NULL";
                    case NOT_MATCHED_BY_TARGET -> ROW + " IS NULL";
                    default -> throw new UnsupportedSql("MERGE", "this WHEN clause");
                };
        return when.getMatchExpr() == null
                ? match
                : match + " AND " + queries.expressions().write(when.getMatchExpr());
    }

    private static boolean isNew(ResolvedMergeWhen when) {
        return when.getMatchType() == MatchType.NOT_MATCHED_BY_TARGET;
    }

    private Map<ResolvedColumn, String> changes(ResolvedMergeWhen when) {
        return rows.changes(merge.getTableScan(), when.getUpdateItemList());
    }

    private List<String> inserted(ResolvedMergeWhen when) {
        return when.getInsertRow() == null
                ? List.of()
                : rows.row(merge.getTableScan(), when.getInsertColumnList(), when.getInsertRow());
    }

    private String action(ResolvedMergeWhen when, Map<ResolvedColumn, String> changes, List<String> inserted) {
        if (when.getActionType() == ActionType.DELETE) {
            return "DELETE";
        }
        if (when.getActionType() == ActionType.UPDATE) {
            return "UPDATE SET " + DmlWriter.assignments(changes);
        }
        Map<String, String> defaults = rows.defaults(merge.getTableScan());
        when.getInsertColumnList().forEach(column -> defaults.remove(column.getName()));
        String names = Stream.concat(
                        when.getInsertColumnList().stream().map(ResolvedColumn::getName), defaults.keySet().stream())
                .map(Duck::name)
                .collect(Collectors.joining(", "));
        String row =
                Stream.concat(inserted.stream(), defaults.values().stream()).collect(Collectors.joining(", "));
        return "INSERT (" + names + ") VALUES (" + row + ")";
    }
}
