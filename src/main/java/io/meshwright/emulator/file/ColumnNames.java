package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.FieldNames;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.TableSchema;
import java.util.Locale;
import java.util.Set;

/** What becomes of columns of files that tables cannot call so ({@code columnNameCharacterMap}). */
public enum ColumnNames {
    /** They are refused. */
    STRICT,
    /** Only letters, digits and underscores of ASCII stay, and no digit begins a name. */
    V1,
    /** All that columns may be called stays. */
    V2;

    private static final String OPTION = "columnNameCharacterMap";
    private static final Set<String> FORMATS = Set.of("CSV", "PARQUET");

    /** As the settings of a load job say; STRICT where they say nothing. */
    public static ColumnNames of(ObjectNode settings) {
        String said = settings.path(OPTION).asText("").toUpperCase(Locale.ROOT);
        if (said.isEmpty() || said.equals("COLUMN_NAME_CHARACTER_MAP_UNSPECIFIED")) {
            return STRICT;
        }
        String format = settings.path("sourceFormat").asText("CSV").toUpperCase(Locale.ROOT);
        if (!FORMATS.contains(format)) {
            throw ApiError.invalid("The load option " + OPTION + " is for CSV and PARQUET and not for " + format);
        }
        return switch (said) {
            case "STRICT" -> STRICT;
            case "V1" -> V1;
            case "V2" -> V2;
            default -> throw ApiError.invalid("Invalid value for " + OPTION + ": " + said);
        };
    }

    /** What a column of a file is called in a table. */
    String of(String name) {
        return switch (this) {
            case STRICT -> name;
            case V1 -> name.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?=\\d)", "_");
            case V2 -> FieldNames.mended(name);
        };
    }

    /** The schema that files show, with names that a table may have; throws where it has others. */
    public TableSchema of(TableSchema shown) {
        TableSchema named =
                new TableSchema(shown.fields().stream().map(this::named).toList());
        FieldNames.require(named.fields(), name -> "");
        return named;
    }

    private FieldSchema named(FieldSchema field) {
        String name = of(field.name());
        if (!FieldNames.isAllowed(name)) {
            throw ApiError.invalid("Field name '" + name + "' is not supported by the current character map");
        }
        return name.equals(field.name())
                ? field
                : new FieldSchema(name, field.type(), field.mode(), field.attributes(), field.fields());
    }
}
