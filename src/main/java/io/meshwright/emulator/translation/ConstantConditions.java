package io.meshwright.emulator.translation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions of CASE over constants alone, which DuckDB computes as it plans. It gives up where one fails, even if an
 * outer CASE would never have come to it, so those that may fail are kept for the run.
 */
final class ConstantConditions {

    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|\\bTRY\\(|[()]|\\b(?:WHEN|THEN)\\b");

    private static final Pattern COLUMN = Pattern.compile("\\bc\\d+\\$|\"");

    private final String sql;
    private final Deque<Integer> conditions = new ArrayDeque<>();
    private final Deque<Boolean> brackets = new ArrayDeque<>();
    private final NavigableMap<Integer, String> additions = new TreeMap<>();
    private int attempts;

    private ConstantConditions(String sql) {
        this.sql = sql;
    }

    static String kept(String sql) {
        return sql.contains(ReferenceCall.FUNCTION + "(") && sql.contains(" WHEN ")
                ? new ConstantConditions(sql).keep()
                : sql;
    }

    private String keep() {
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            switch (token.group()) {
                case "TRY(" -> open(true);
                case "(" -> open(false);
                case ")" -> attempts -= brackets.pop() ? 1 : 0;
                case "WHEN" -> conditions.push(token.end());
                case "THEN" -> condition(conditions.pop(), token.start());
                default -> {
                    // A text or a quoted name.
                }
            }
        }
        StringBuilder kept = new StringBuilder(sql);
        additions.descendingMap().forEach(kept::insert);
        return kept.toString();
    }

    private void open(boolean attempt) {
        brackets.push(attempt);
        attempts += attempt ? 1 : 0;
    }

    /** Chance is what DuckDB does not compute beforehand; TRY takes none of it. */
    private void condition(int from, int to) {
        String condition = sql.substring(from, to);
        boolean mayFail = condition.contains(ReferenceCall.FUNCTION + "(");
        if (attempts == 0 && mayFail && !COLUMN.matcher(condition).find()) {
            additions.put(from, " (random() >= 0) = (");
            additions.put(to, ") ");
        }
    }
}
