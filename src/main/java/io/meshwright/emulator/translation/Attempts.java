package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Expressions whose failure is not an error: SAFE, IFERROR, ISERROR. */
final class Attempts {

    private static final String ERROR = "CAST(error(";

    /** Fails at run time like error(), which DuckDB holds for volatile and refuses inside TRY; not where {} is NULL. */
    private static final String FAILURE = "CAST(CAST(CAST('!' || ({}) AS INTEGER) AS VARCHAR)";

    private static final Pattern TEXT = Pattern.compile("'(?:[^']++|'')*+'");

    private Attempts() {}

    /** Whether a query tries something over columns that hold subqueries, which TRY itself takes none of. */
    static boolean isOverSubquery(ResolvedScan scan) {
        return scan instanceof ResolvedProjectScan project
                && project.getExprList().stream().anyMatch(column -> isAttempt(column.getExpr()))
                && project.getInputScan() instanceof ResolvedProjectScan input
                && input.getExprList().stream().anyMatch(Subqueries::areIn);
    }

    private static boolean isAttempt(ResolvedExpr expression) {
        return expression instanceof ResolvedFunctionCall call
                && Set.of("iferror", "iserror").contains(call.getFunction().getName());
    }

    /** Whether nothing in the arguments can fail, so that TRY around a call of them hides no other error. */
    static boolean isPossible(List<ResolvedExpr> arguments, List<String> sql) {
        return IntStream.range(0, arguments.size()).allMatch(i -> cannotFail(arguments.get(i), sql.get(i)));
    }

    /** A column may stand for an expression, such as an argument of a function written in SQL. */
    private static boolean cannotFail(ResolvedExpr argument, String sql) {
        return (argument instanceof ResolvedColumnRef
                        && !TEXT.matcher(sql)
                                .replaceAll("")
                                .replace("CAST(", "")
                                .contains("("))
                || argument instanceof ResolvedLiteral
                || argument instanceof ResolvedParameter
                || (argument instanceof ResolvedCast cast && cannotFail(cast.getExpr(), sql));
    }

    /** NULL where an expression fails. */
    static String orNull(String sql) {
        return "TRY(" + withoutErrors(sql, "CAST(NULL") + ")";
    }

    /** IFERROR and ISERROR, which tell a failure from a NULL. TRY takes no subquery. */
    static String write(FunctionCall call) {
        if (TEXT.matcher(call.arg(0)).replaceAll("''").contains("SELECT ")) {
            boolean safe = call.size() > 1 && isNull(call.arguments().get(1));
            throw new UnsupportedSql(
                    safe ? "SAFE" : call.name(), "IFERROR, ISERROR and SAFE over a subquery that reads rows");
        }
        if (JavaScriptCall.holdsDrawnAnew(call.arguments().get(0))) {
            throw new UnsupportedSql(call.name(), "IFERROR and ISERROR over functions that are NOT DETERMINISTIC");
        }
        // Within a lambda, as DuckDB would compute what stands there twice before it tries.
        String attempt = "TRY(list_transform([0], lambda tried: " + withoutErrors(call.arg(0), FAILURE) + "))";
        return call.name().equals("iserror")
                ? "(" + attempt + " IS NULL)"
                : "CASE WHEN " + attempt + " IS NULL THEN " + call.arg(1) + " ELSE " + attempt + "[1] END";
    }

    /** SAFE before an SQL function is IFERROR with NULL by then. */
    private static boolean isNull(ResolvedExpr expression) {
        return expression instanceof ResolvedLiteral literal
                && literal.getValue().isNull();
    }

    private static String withoutErrors(String given, String replacement) {
        String sql = JavaScriptCall.attempted(given);
        StringBuilder without = new StringBuilder();
        int at = 0;
        int error;
        while ((error = sql.indexOf(ERROR, at)) >= 0) {
            int message = error + ERROR.length();
            int end = closing(sql, message);
            without.append(sql, at, error).append(replacement.replace("{}", sql.substring(message, end)));
            at = end + 1;
        }
        return without.append(sql.substring(at)).toString();
    }

    private static int closing(String sql, int from) {
        int depth = 1;
        boolean quoted = false;
        for (int i = from; i < sql.length(); i++) {
            char c = sql.charAt(i);
            quoted = (c == '\'') != quoted;
            if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalStateException("No closing bracket in " + sql);
    }
}
