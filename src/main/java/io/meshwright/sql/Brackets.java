package io.meshwright.sql;

/**
 * How deep the brackets of a statement nest, those in texts, names and comments aside. What nests some thousand calls deep
 * ends the analyzer's native code, and the process with it, instead of being refused.
 */
final class Brackets {

    /** Up to here the analyzer answers or refuses by itself. */
    private static final int DEEPEST = 2_000;

    private final String sql;
    private int at;

    private Brackets(String sql) {
        this.sql = sql;
    }

    /** Whether the analyzer may see a statement. */
    static boolean areBearable(String sql) {
        return sql.length() <= DEEPEST || new Brackets(sql).depth() <= DEEPEST;
    }

    private int depth() {
        int depth = 0;
        int types = 0;
        int deepest = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            switch (c) {
                case '(', '[' -> depth++;
                case ')', ']' -> depth = Math.max(0, depth - 1);
                case '<' -> types += opensType() ? 1 : 0;
                case '>' -> types = Math.max(0, types - 1);
                case '\'', '"', '`' -> quoted(c);
                case '#' -> at = after("\n");
                case '-' -> at = sql.startsWith("--", at) ? after("\n") : at;
                case '/' -> at = sql.startsWith("/*", at) ? after("*/") : at;
                default -> {}
            }
            deepest = Math.max(deepest, depth + types);
            at++;
        }
        return deepest;
    }

    /** Whether the sign before which it stands is no comparison. */
    private boolean opensType() {
        return sql.regionMatches(true, at - 6, "STRUCT", 0, 6) || sql.regionMatches(true, at - 5, "ARRAY", 0, 5);
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
