package io.meshwright.emulator.translation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;

/** Texts in the quotes of JSON, escaped as GoogleSQL escapes them. */
final class JsonQuotes {

    /** Of TO_JSON_STRING, which escapes the separators of lines and paragraphs too. */
    static final String STRING = "googlesql_json_string";

    /** Of values of the type JSON. */
    static final String MEMBER = "googlesql_json_member";

    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String LETTERS = "\"\\bfnrt";
    private static final HexFormat HEX = HexFormat.of();

    private JsonQuotes() {}

    static void install(Connection connection) throws SQLException {
        TranslationRuntime.register(connection, STRING, text -> quoted(text)
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029"));
        TranslationRuntime.register(connection, MEMBER, JsonQuotes::quoted);
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = ESCAPED.indexOf(c);
            if (escape >= 0) {
                quoted.append('\\').append(LETTERS.charAt(escape));
            } else if (c < ' ') {
                quoted.append("\\u").append(HEX.toHexDigits(c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
