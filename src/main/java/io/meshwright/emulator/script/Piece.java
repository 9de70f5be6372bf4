package io.meshwright.emulator.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of SQL with its place in the script, lines and columns counted from 1.
 *
 * @param written the stretch as it stands in the script
 * @param routine the procedure it is written in; empty in the script itself
 * @param reads whether it is a query or an expression with one inside
 * @param before what stands before it when it is run, and is not written in the script
 * @param after the same behind it
 */
public record Piece(
        String written,
        String routine,
        int line,
        int column,
        int endLine,
        int endColumn,
        boolean reads,
        String before,
        String after) {

    private static final Pattern PLACE = Pattern.compile(" at \\[(\\d+):(\\d+)]$");

    /** SQL that stands nowhere in the script. */
    static Piece generated(String sql) {
        return new Piece(sql, "", 1, 1, 1, 1, false, "", "");
    }

    /** What is run. */
    public String text() {
        return before + written + after;
    }

    /** An expression as the query that gives its value. */
    Piece selected() {
        return between("SELECT ", "");
    }

    /** An expression as the query that compares it. */
    Piece comparedTo(String other) {
        return between("SELECT " + other + "(", ")");
    }

    /** A type as the query that gives its NULL. */
    Piece nullOfType() {
        return between("SELECT CAST(NULL AS ", ")");
    }

    private Piece between(String prefix, String suffix) {
        return new Piece(written, routine, line, column, endLine, endColumn, reads, prefix, suffix);
    }

    /** An error message with its place in the script: where it says inside this piece, else where this piece begins. */
    String place(String message) {
        Matcher place = PLACE.matcher(message);
        if (!place.find()) {
            return message + at(line, column);
        }
        int inner = Integer.parseInt(place.group(1));
        int innerColumn = Integer.parseInt(place.group(2));
        return message.substring(0, place.start())
                + at(
                        line + inner - 1,
                        inner == 1 ? Math.max(column, column + innerColumn - 1 - before.length()) : innerColumn);
    }

    private String at(int atLine, int atColumn) {
        return " at [" + (routine.isEmpty() ? "" : routine + ":") + atLine + ":" + atColumn + "]";
    }
}
