package io.meshwright.sql;

/** Texts as GoogleSQL writes them in quotation marks, on one line ("Lexical structure": string literals). */
public final class TextLiteral {

    private TextLiteral() {}

    public static String of(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
