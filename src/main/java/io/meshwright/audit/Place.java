package io.meshwright.audit;

import io.meshwright.contract.ColumnType;
import io.meshwright.contract.SchemaProperty;
import java.util.Optional;

/**
 * Where a property's values are found: a column, a field of a struct, an element of an array.
 *
 * @param path as people read it: {@code address.city}, {@code genres[]}
 * @param expression the value in GoogleSQL
 * @param type GoogleSQL type of the value
 * @param present what must hold for the value to be expected at all; {@code TRUE} for columns
 * @param array the array whose elements the values are; {@code expression} then names one element
 */
record Place(String column, String path, String expression, String type, String present, Optional<Array> array) {

    record Array(Place holder, String variable) {}

    static Place column(SchemaProperty property, String actualType) {
        return new Place(
                property.name(),
                property.name(),
                Literal.identifier(property.name()),
                ColumnType.normalize(actualType),
                "TRUE",
                Optional.empty());
    }

    Place field(SchemaProperty property) {
        return new Place(
                column,
                path + "." + property.name(),
                expression + "." + Literal.identifier(property.name()),
                ColumnType.of(property),
                expression + " IS NOT NULL",
                array);
    }

    Place element(SchemaProperty items) {
        String variable = "element" + (path.length() - path.replace("[", "").length());
        return new Place(
                column, path + "[]", variable, ColumnType.of(items), "TRUE", Optional.of(new Array(this, variable)));
    }

    /** A condition on the value, as a condition on the row. */
    String onRow(String condition) {
        return array.map(elements -> elements.holder()
                        .onRow("EXISTS (SELECT 1 FROM UNNEST("
                                + elements.holder().expression() + ") AS " + elements.variable() + " WHERE " + condition
                                + ")"))
                .orElse(condition);
    }

    String whenMissing() {
        String missing = expression + " IS NULL";
        return onRow(present.equals("TRUE") ? missing : present + " AND " + missing);
    }

    /** The value as something rows can be grouped by. */
    String groupable() {
        boolean comparable = !type.contains("<") && !type.equals("JSON") && !type.equals("GEOGRAPHY");
        return comparable ? expression : "TO_JSON_STRING(" + expression + ")";
    }

    String asText() {
        return type.equals("STRING") ? expression : "CAST(" + expression + " AS STRING)";
    }
}
