package io.meshwright.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules that count rows say themselves which rows break them: turns {@code SELECT COUNT(*) FROM ...} into those rows. */
final class CountedRows {

    private static final String ALIAS = "(?:\\s+(?:AS\\s+)?(?!FROM\\b)`?\\w+`?)?";

    private static final Pattern COUNT = Pattern.compile(
            "SELECT\\s+COUNT\\s*\\(\\s*(?:\\*|1)\\s*\\)" + ALIAS + "\\s+(FROM\\s.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern COUNTIF =
            Pattern.compile("SELECT\\s+COUNTIF\\s*\\(", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern REST =
            Pattern.compile(ALIAS + "\\s+(FROM\\s.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private CountedRows() {}

    /** A query for the rows; empty when the rule measures something else. */
    static Optional<String> of(String rule) {
        String query = rule.strip().replaceAll(";$", "");
        Matcher count = COUNT.matcher(query);
        if (count.matches()) {
            return Optional.of("SELECT * " + count.group(1));
        }
        Matcher countIf = COUNTIF.matcher(query);
        return countIf.lookingAt() ? countedIf(query, countIf.end()) : Optional.empty();
    }

    private static Optional<String> countedIf(String query, int from) {
        int end = closing(query, from);
        if (end < 0) {
            return Optional.empty();
        }
        Matcher rest = REST.matcher(query.substring(end + 1));
        String condition = query.substring(from, end);
        return rest.matches()
                ? Optional.of("SELECT * FROM (SELECT * " + rest.group(1) + "\n) WHERE " + condition)
                : Optional.empty();
    }

    /** The parenthesis that closes the one before {@code from}; those in strings and quoted names do not count. */
    private static int closing(String query, int from) {
        int depth = 1;
        char quote = 0;
        for (int i = from; i < query.length(); i++) {
            char c = query.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
