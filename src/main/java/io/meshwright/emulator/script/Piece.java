package io.meshwright.emulator.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of SQL with its place in the script, lines and columns counted from 1.
 *
 * @param before how many characters of the text stand before what was written there
 * @param routine the procedure it is written in; empty in the script itself
 */
public record Piece(String text, String routine, int line, int column, int endLine, int endColumn, int before) {

    private static final Pattern PLACE = Pattern.compile(" at \\[(\\d+):(\\d+)]$");

    /** SQL that stands nowhere in the script. */
    static Piece generated(String sql) {
        return new Piece(sql, "", 1, 1, 1, 1, 0);
    }

    /** An expression as the query that gives its value. */
    Piece selected() {
        return around("SELECT ", "");
    }

    /** An expression as the query that compares it. */
    Piece comparedTo(String other) {
        return around("SELECT " + other + "(", ")");
    }

    /** A type as the query that gives its NULL. */
    Piece nullOfType() {
        return around("SELECT CAST(NULL AS ", ")");
    }

    private Piece around(String prefix, String suffix) {
        return new Piece(prefix + text + suffix, routine, line, column, endLine, endColumn, prefix.length());
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
                + at(line + inner - 1, inner == 1 ? Math.max(column, column + innerColumn - 1 - before) : innerColumn);
    }

    private String at(int atLine, int atColumn) {
        return " at [" + (routine.isEmpty() ? "" : routine + ":") + atLine + ":" + atColumn + "]";
    }
}
