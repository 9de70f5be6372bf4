package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.util.Set;

/**
 * The collation of columns whose creator says none: the default of their table, which a new table has from its dataset
 * (REST: {@code defaultCollation}). It holds for columns that come after it.
 */
public final class DefaultCollation {

    public static final String PROPERTY = "defaultCollation";

    private static final String COLLATION = "collation";

    private DefaultCollation() {}

    /** Refuses a default that the embedded warehouse does not know. */
    public static void require(JsonNode properties) {
        String name = properties.path(PROPERTY).asText();
        if (!Set.of("", "binary", "und:ci").contains(name)) {
            throw ApiError.invalid("The collation '" + name + "' is not supported by the embedded warehouse");
        }
    }

    /** Columns of a new table. */
    public static TableSchema applied(JsonNode properties, TableSchema schema) {
        return added(properties, TableSchema.EMPTY, schema);
    }

    /** Columns of a table that had fewer. */
    static TableSchema added(JsonNode properties, TableSchema before, TableSchema after) {
        String name = properties.path(PROPERTY).asText();
        return new TableSchema(after.fields().stream()
                .map(field -> before.field(field.name()).isPresent() ? field : collated(field, name))
                .toList());
    }

    private static FieldSchema collated(FieldSchema field, String name) {
        JsonNode own = field.attributes().get(COLLATION);
        if (own != null) {
            ObjectNode none = JsonNodeFactory.instance.objectNode().putNull(COLLATION);
            return own.asText().isEmpty() ? field.describedBy(none) : field;
        }
        if (!name.equals("und:ci")) {
            return field;
        }
        boolean text = field.type() == FieldType.STRING;
        if (field.isRepeated() ? text || holdsText(field) : holdsText(field)) {
            throw ApiError.invalid("The default collation of field " + field.name()
                    + " is not supported by the embedded warehouse: it has texts inside of arrays or structs");
        }
        return text ? field.collated(name) : field;
    }

    private static boolean holdsText(FieldSchema struct) {
        return struct.fields().stream().anyMatch(field -> field.type() == FieldType.STRING || holdsText(field));
    }
}
