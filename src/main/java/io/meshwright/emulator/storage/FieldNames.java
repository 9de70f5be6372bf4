package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What the columns of a table and the fields inside them may be called: BigQuery's flexible column names. */
public final class FieldNames {

    private static final String CHARACTERS = "\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd}&%=+:'<>#|\\t ";
    private static final Pattern ALLOWED = Pattern.compile("[" + CHARACTERS + "]{1,300}");
    private static final List<String> RESERVED = List.of(
            "_TABLE_",
            "_FILE_",
            "_PARTITION",
            "_ROW_TIMESTAMP",
            "__ROOT__",
            "_COLIDENTIFIER",
            "_CHANGE_SEQUENCE_NUMBER",
            "_CHANGE_TYPE",
            "_CHANGE_TIMESTAMP");

    private FieldNames() {}

    /**
     * Refuses columns that cannot be called as they are.
     *
     * @param place where a statement names something, to be added to the message; empty where nothing says it
     */
    public static void require(List<FieldSchema> columns, UnaryOperator<String> place) {
        columns.forEach(column -> requireColumn(column.name(), place));
        columns.forEach(column -> requireFields(column, place));
    }

    /** Refuses a name that no column can have. */
    public static void requireColumn(String name, UnaryOperator<String> place) {
        requireAllowed(name, place);
        String upper = name.toUpperCase(Locale.ROOT);
        if (RESERVED.stream().anyMatch(upper::startsWith)) {
            throw ApiError.invalid("Invalid field name \"" + name + "\". Field names are not allowed to start with the"
                    + " (case-insensitive) prefixes " + String.join(", ", RESERVED) + place.apply(name));
        }
    }

    /** Whether a name has only characters that names may have. */
    public static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches();
    }

    /** A name with an underscore for each character that names cannot have. */
    public static String mended(String name) {
        return name.replaceAll("[^" + CHARACTERS + "]", "_");
    }

    private static void requireFields(FieldSchema struct, UnaryOperator<String> place) {
        Set<String> seen = new HashSet<>();
        for (FieldSchema field : struct.fields()) {
            if (!field.name().isEmpty()) {
                requireAllowed(field.name(), place);
            }
            if (!field.name().isEmpty() && !seen.add(field.name().toLowerCase(Locale.ROOT))) {
                throw ApiError.invalid("Duplicate field name \"" + field.name() + "\" in \"" + struct.name() + "\""
                        + place.apply(field.name()));
            }
            requireFields(field, place);
        }
    }

    private static void requireAllowed(String name, UnaryOperator<String> place) {
        if (!isAllowed(name)) {
            throw ApiError.invalid(
                    "Invalid field name \"" + name + "\". Fields must contain the allowed characters, and"
                            + " be at most 300 characters long" + place.apply(name));
        }
    }
}
