package io.meshwright.sql;

/**
 * How deep the brackets of a statement nest, CASE and its END among them, those in texts, names and comments aside. What
 * nests some thousand calls deep ends the analyzer's native code, and the process with it, instead of being refused.
 */
final class Brackets {

    static final String TOO_DEEP = "The statement nests too deeply to be analyzed; move inner parts into WITH clauses.";

    /** Up to here the analyzer answers or refuses by itself. */
    private static final int DEEPEST = 2_000;

    /** Types cost the analyzer time and memory by the square of their depth; tables have 15 levels. */
    private static final int DEEPEST_TYPE = 100;

    private final String sql;
    private int at;

    private Brackets(String sql) {
        this.sql = sql;
    }

    /** Whether the analyzer may see a statement. */
    static boolean areBearable(String sql) {
        return sql.length() <= DEEPEST_TYPE || new Brackets(sql).areFew();
    }

    private boolean areFew() {
        int depth = 0;
        int types = 0;
        int cases = 0;
        // Each END that is no CASE's ends a block of a script, and blocks cannot nest deeper than there are.
        int blocks = 0;
        String before = "";
        while (at < sql.length() && depth + cases <= DEEPEST && types <= DEEPEST_TYPE) {
            int start = at;
            char c = sql.charAt(at);
            switch (c) {
                case '(', '[' -> depth++;
                case ')', ']' -> depth = Math.max(0, depth - 1);
                case '<' -> types += isType(before) ? 1 : 0;
                case '>' -> types = Math.max(0, types - 1);
                case '\'', '"', '`' -> quoted(c);
                case '#' -> at = after("\n");
                case '-' -> at = sql.startsWith("--", at) ? after("\n") : at;
                case '/' -> at = sql.startsWith("/*", at) ? after("*/") : at;
                case '.' -> afterDot();
                default -> {
                    if (Character.isJavaIdentifierStart(c)) {
                        int opened = opens(word());
                        cases = Math.max(0, cases + opened);
                        blocks -= opened;
                    }
                }
            }
            at++;
            if (!saysNothing(start)) {
                before = sql.substring(start, Math.min(at, sql.length()));
            }
        }
        return at >= sql.length() && blocks <= DEEPEST;
    }

    /** What is a field is no keyword. */
    private void afterDot() {
        if (at + 1 < sql.length() && Character.isJavaIdentifierStart(sql.charAt(at + 1))) {
            at++;
            word();
        }
    }

    /** The word that begins here. */
    private String word() {
        int start = at;
        while (at + 1 < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at + 1))) {
            at++;
        }
        return sql.substring(start, at + 1);
    }

    private static int opens(String word) {
        return word.equalsIgnoreCase("CASE") ? 1 : word.equalsIgnoreCase("END") ? -1 : 0;
    }

    private static boolean isType(String word) {
        return word.equalsIgnoreCase("STRUCT") || word.equalsIgnoreCase("ARRAY");
    }

    /** Whether what begins there is white space or a comment. */
    private boolean saysNothing(int start) {
        char c = sql.charAt(start);
        return Character.isWhitespace(c) || c == '#' || sql.startsWith("--", start) || sql.startsWith("/*", start);
    }

    /** The last character of a text that begins here. */
    private void quoted(char quote) {
        String end = String.valueOf(quote).repeat(3);
        if (quote == '`' || !sql.startsWith(end, at)) {
            end = String.valueOf(quote);
        }
        at += end.length();
        while (at < sql.length() && !sql.startsWith(end, at)) {
            at += sql.charAt(at) == '\\' ? 2 : 1;
        }
        at += end.length() - 1;
    }

    private int after(String end) {
        int found = sql.indexOf(end, at);
        return found < 0 ? sql.length() : found + end.length() - 1;
    }
}
