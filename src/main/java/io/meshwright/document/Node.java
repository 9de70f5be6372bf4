package io.meshwright.document;

import io.meshwright.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a YAML document, and where it stands. */
public sealed interface Node {

    SourceLocation location();

    /** What it is, in words that fit after "not": text, a number, a list... */
    String kind();

    /** As plain Java: String, Long, BigDecimal, Boolean, List, Map, or null. */
    Object plain();

    /** A value: text, a number, true or false, or nothing at all ({@link Absent}). */
    record Scalar(Object value, String text, SourceLocation location) implements Node {

        public boolean isText() {
            return value instanceof String;
        }

        @Override
        public String kind() {
            if (value instanceof Absent) {
                return "empty";
            }
            if (value instanceof Boolean) {
                return text;
            }
            return (isText() ? "the text '" : "the number ") + text + (isText() ? "'" : "");
        }

        @Override
        public Object plain() {
            return value instanceof Absent ? null : value;
        }
    }

    /** The value of a field that stands there without one. */
    enum Absent {
        INSTANCE
    }

    record Sequence(List<Node> items, SourceLocation location) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public Object plain() {
            List<Object> plain = new ArrayList<>();
            items.forEach(item -> plain.add(item.plain()));
            return Collections.unmodifiableList(plain);
        }
    }

    /** Fields in the order they were written. */
    record Mapping(Map<String, Field> fields, SourceLocation location) implements Node {
        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** A field's value; empty when the field is absent or has no value. */
        public Optional<Node> value(String name) {
            return Optional.ofNullable(fields.get(name))
                    .map(Field::value)
                    .filter(value -> !(value instanceof Scalar scalar && scalar.value() instanceof Absent));
        }

        public boolean has(String name) {
            return fields.containsKey(name);
        }

        /** A scalar field as it was written; empty text when there is none. */
        public String text(String name) {
            return value(name)
                    .map(value -> value instanceof Scalar scalar ? scalar.text() : "")
                    .orElse("");
        }

        public boolean isTrue(String name) {
            return value(name)
                    .map(value -> value instanceof Scalar scalar && Boolean.TRUE.equals(scalar.value()))
                    .orElse(false);
        }

        public Optional<Mapping> mapping(String name) {
            return value(name).map(value -> value instanceof Mapping mapping ? mapping : null);
        }

        /** A list field's items; none when the field is absent or no list. */
        public List<Node> items(String name) {
            return value(name)
                    .map(value -> value instanceof Sequence sequence ? sequence.items() : List.<Node>of())
                    .orElse(List.of());
        }

        /** Those items of a list field that are mappings. */
        public List<Mapping> mappings(String name) {
            return items(name).stream()
                    .filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .toList();
        }

        /** Those items of a list field that are scalars, as written. */
        public List<String> texts(String name) {
            return items(name).stream()
                    .filter(Scalar.class::isInstance)
                    .map(item -> ((Scalar) item).text())
                    .toList();
        }

        /** Where a field's value stands; the mapping's own place when the field is absent. */
        public SourceLocation locationOf(String name) {
            return has(name) ? fields.get(name).value().location() : location;
        }

        @Override
        public String kind() {
            return "a group of fields";
        }

        @Override
        public Object plain() {
            Map<String, Object> plain = new LinkedHashMap<>();
            fields.forEach((name, field) -> plain.put(name, field.value().plain()));
            return Collections.unmodifiableMap(plain);
        }
    }

    /** One field of a mapping, and where its name stands. */
    record Field(SourceLocation location, Node value) {}
}
