package io.meshwright.emulator.translation;

/** DuckDB SQL's quoting. */
final class Duck {

    private Duck() {}

    /** {@code (a + b + c)} for {@code (a + b)} and c, where both are sums: DuckDB nests brackets as well. */
    static String chain(String left, String operator, String right, boolean same) {
        boolean open = same && left.startsWith("(") && left.endsWith(")");
        return "(" + (open ? left.substring(1, left.length() - 1) : left) + " " + operator + " " + right + ")";
    }

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String string(String text) {
        return text.indexOf('\0') < 0
                ? "'" + text.replace("'", "''") + "'"
                : "decode(" + blob(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + ")";
    }

    static String blob(byte[] bytes) {
        return "unhex('" + java.util.HexFormat.of().formatHex(bytes) + "')";
    }

    static String cast(String expression, String type) {
        return "CAST(" + expression + " AS " + type + ")";
    }

    /**
     * What fails where it is computed; {@link Attempts} knows it by its form.
     *
     * @param message DuckDB SQL of a text
     * @param type of the value it stands in for
     */
    static String failure(String message, String type) {
        return cast("error(" + message + ")", type);
    }
}
