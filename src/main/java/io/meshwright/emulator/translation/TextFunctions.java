package io.meshwright.emulator.translation;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.HexFormat;
import org.duckdb.DuckDBFunctions;

/** Functions of texts that DuckDB does not have. */
final class TextFunctions {

    /** After these, INITCAP begins a word. */
    private static final String DELIMITERS = " \t\n\u000b\f\r[](){}/|\\<>!?@\"^#$&~_,.:;*%+-";

    /** Of the letters from A to Z; vowels, H, W and Y have none. */
    private static final String SOUNDS = "-123-12--22455-12623-1-2-2";

    static final String SHA512 = "googlesql_sha512";

    private TextFunctions() {}

    static void install(Connection connection, LongFunctions functions) throws SQLException {
        functions.text(SHA512, (texts, wanted) -> sha512(texts.get(0)));
        TranslationRuntime.register(connection, "googlesql_initcap", TextFunctions::initcap);
        TranslationRuntime.register(connection, "googlesql_soundex", TextFunctions::soundex);
        DuckDBFunctions.scalarFunction()
                .withName("googlesql_farm_fingerprint_hex")
                .withParameter(String.class)
                .withReturnType(Long.class)
                .withFunction((String hex) -> hex == null
                        ? null
                        : Hashing.farmHashFingerprint64()
                                .hashBytes(HexFormat.of().parseHex(hex))
                                .asLong())
                .register(connection);
        DuckDBFunctions.scalarFunction()
                .withName("googlesql_normalize")
                .withParameters(String.class, String.class)
                .withReturnType(String.class)
                .withFunction((String text, String form) ->
                        text == null ? null : Normalizer.normalize(text, Normalizer.Form.valueOf(form)))
                .register(connection);
    }

    /** Of ASCII characters. */
    private static String initcap(String text) {
        StringBuilder words = new StringBuilder(text.length());
        boolean first = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            words.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
            first = DELIMITERS.indexOf(c) >= 0;
        }
        return words.toString();
    }

    /** Of ASCII characters: the first letter and the sounds of three others, each once where it is repeated. */
    private static String soundex(String text) {
        StringBuilder code = new StringBuilder(4);
        char last = '-';
        for (int i = 0; i < text.length() && code.length() < 4; i++) {
            char letter = Character.toUpperCase(text.charAt(i));
            if (letter < 'A' || letter > 'Z') {
                continue;
            }
            char sound = SOUNDS.charAt(letter - 'A');
            if (code.isEmpty()) {
                code.append(text.charAt(i));
            } else if (sound != '-' && sound != last) {
                code.append(sound);
            }
            last = sound == '-' ? last : sound;
        }
        return code.isEmpty() ? "" : code.append("0".repeat(4 - code.length())).toString();
    }

    /** In hexadecimal digits. */
    private static String sha512(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java without SHA-512", e);
        }
    }
}
