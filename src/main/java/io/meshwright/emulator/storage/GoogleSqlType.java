package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a type as GoogleSQL writes it, such as {@code ARRAY<STRUCT<a INT64, b STRING>>}, into a field. */
final class GoogleSqlType {

    private final String text;
    private int at;

    private GoogleSqlType(String text) {
        this.text = text;
    }

    /** A type without a name yet. */
    record Unnamed(FieldType type, boolean repeated, Map<String, JsonNode> attributes, List<FieldSchema> fields) {
        FieldSchema field(String name) {
            return new FieldSchema(
                    name, type, repeated ? FieldSchema.Mode.REPEATED : FieldSchema.Mode.NULLABLE, attributes, fields);
        }
    }

    static Unnamed parse(String text) {
        GoogleSqlType reader = new GoogleSqlType(text);
        Unnamed type = reader.type();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.malformed();
        }
        return type;
    }

    private Unnamed type() {
        String name = word();
        skipSpace();
        if (name.equalsIgnoreCase("ARRAY")) {
            expect('<');
            Unnamed element = type();
            expect('>');
            return new Unnamed(element.type(), true, element.attributes(), element.fields());
        }
        if (name.equalsIgnoreCase("STRUCT")) {
            return new Unnamed(FieldType.STRUCT, false, Map.of(), structFields());
        }
        if (name.equalsIgnoreCase("RANGE")) {
            expect('<');
            String element = word();
            expect('>');
            JsonNode type = JsonNodeFactory.instance.objectNode().put("type", element);
            return new Unnamed(FieldType.RANGE, false, Map.of("rangeElementType", type), List.of());
        }
        skipParameters();
        return new Unnamed(FieldType.parse(name), false, Map.of(), List.of());
    }

    private List<FieldSchema> structFields() {
        List<FieldSchema> fields = new ArrayList<>();
        expect('<');
        while (!accept('>')) {
            fields.add(structField(fields.size()));
            accept(',');
        }
        return fields;
    }

    /** A field is {@code name TYPE} or, without a name, just {@code TYPE}. */
    private FieldSchema structField(int index) {
        int start = at;
        String first = word();
        skipSpace();
        char next = at < text.length() ? text.charAt(at) : '>';
        boolean named = next != '<' && next != '>' && next != ',' && next != '(';
        if (named) {
            return type().field(first);
        }
        at = start;
        return type().field("_field_" + (index + 1));
    }

    /** Lengths and precisions, {@code STRING(10)}, do not change how a value is carried. */
    private void skipParameters() {
        if (at >= text.length()) {
            return;
        }
        if (accept('(')) {
            while (!accept(')')) {
                at++;
            }
        }
    }

    private String word() {
        skipSpace();
        int start = at;
        if (at < text.length() && text.charAt(at) == '`') {
            at = text.indexOf('`', start + 1) + 1;
            return text.substring(start + 1, at - 1);
        }
        while (at < text.length() && " <>,()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean accept(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        if (at >= text.length()) {
            throw malformed();
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw malformed();
        }
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("Not a GoogleSQL type: " + text);
    }
}
