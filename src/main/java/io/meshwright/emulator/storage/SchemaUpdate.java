package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table's schema may become another without losing rows.
 *
 * @param additions whether fields may be added
 * @param relaxations whether REQUIRED may become NULLABLE
 */
public record SchemaUpdate(boolean additions, boolean relaxations) {

    /** What a job may do that says nothing of it. */
    public static final SchemaUpdate NONE = new SchemaUpdate(false, false);

    /** What the owner of a table may do. */
    static final SchemaUpdate ALL = new SchemaUpdate(true, true);

    /** The schema of a table when rows of another schema were added: fields they lack stay. */
    TableSchema appended(TableName table, TableSchema old, TableSchema rows) {
        return new TableSchema(new Comparison(table, this, false).merged("", old.fields(), rows.fields()));
    }

    /** The schema a caller gives a table: no field may go, descriptions are those of the new one. */
    static TableSchema replaced(TableName table, TableSchema old, TableSchema wanted) {
        return new TableSchema(new Comparison(table, ALL, true).merged("", old.fields(), wanted.fields()));
    }

    private record Comparison(TableName table, SchemaUpdate allowed, boolean complete) {

        List<FieldSchema> merged(String path, List<FieldSchema> old, List<FieldSchema> wanted) {
            List<FieldSchema> fields = new ArrayList<>();
            for (FieldSchema field : old) {
                Optional<FieldSchema> other = find(wanted, field.name());
                if (other.isEmpty() && complete) {
                    throw mismatch("Field " + path + field.name() + " is missing in new schema");
                }
                fields.add(other.map(found -> merged(path, field, found)).orElse(field));
            }
            for (FieldSchema field : wanted) {
                if (find(old, field.name()).isEmpty()) {
                    fields.add(added(path, field));
                }
            }
            return fields;
        }

        private static Optional<FieldSchema> find(List<FieldSchema> fields, String name) {
            return fields.stream()
                    .filter(field -> field.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        private FieldSchema added(String path, FieldSchema field) {
            if (!allowed.additions()) {
                throw mismatch("Cannot add fields (field: " + path + field.name() + ")");
            }
            if (field.mode() == FieldSchema.Mode.REQUIRED) {
                throw mismatch(
                        "Cannot add required fields to an existing schema. (field: " + path + field.name() + ")");
            }
            return field;
        }

        private FieldSchema merged(String path, FieldSchema old, FieldSchema wanted) {
            String name = path + old.name();
            if (old.type() != wanted.type()) {
                throw mismatch("Field " + name + " has changed type from "
                        + old.type().restName() + " to " + wanted.type().restName());
            }
            FieldSchema.Mode mode = old.mode();
            boolean relaxes = mode == FieldSchema.Mode.REQUIRED && wanted.mode() == FieldSchema.Mode.NULLABLE;
            if (relaxes && (complete || allowed.relaxations())) {
                mode = FieldSchema.Mode.NULLABLE;
            } else if (complete ? mode != wanted.mode() : old.isRepeated() != wanted.isRepeated()) {
                throw mismatch("Field " + name + " has changed mode from " + mode + " to " + wanted.mode());
            }
            Map<String, JsonNode> attributes = complete ? described(old, wanted) : kept(old, wanted);
            List<FieldSchema> inner = merged(name + ".", old.fields(), wanted.fields());
            return new FieldSchema(old.name(), old.type(), mode, attributes, inner);
        }

        /** A collation stays what it is. */
        private static Map<String, JsonNode> described(FieldSchema old, FieldSchema wanted) {
            return wanted.attributes().containsKey("collation")
                    ? wanted.attributes()
                    : wanted.collated(old.collation()).attributes();
        }

        private static Map<String, JsonNode> kept(FieldSchema old, FieldSchema wanted) {
            Map<String, JsonNode> attributes = new HashMap<>(wanted.attributes());
            attributes.putAll(old.attributes());
            return attributes;
        }

        private ApiError mismatch(String what) {
            return ApiError.invalid("Provided Schema does not match Table " + Storage.text(table) + ". " + what);
        }
    }

    /** What DuckDB has to do to a physical table, as its ALTER statements. */
    static List<String> alterations(long physical, TableSchema old, TableSchema wanted) {
        List<String> statements = new ArrayList<>();
        String alter = "ALTER TABLE " + Storage.sql(physical) + " ";
        for (FieldSchema field : wanted.fields()) {
            String name = DuckDb.identifier(field.name());
            Optional<FieldSchema> before = old.field(field.name());
            if (before.isEmpty()) {
                statements.add(alter + "ADD COLUMN " + name + " " + field.duckDbType());
                continue;
            }
            if (!before.get().duckDbType().equals(field.duckDbType())) {
                statements.add(alter + "ALTER " + name + " TYPE " + field.duckDbType() + " USING "
                        + widened(before.get(), field, name));
            }
            if (before.get().mode() == FieldSchema.Mode.REQUIRED && field.mode() != FieldSchema.Mode.REQUIRED) {
                statements.add(alter + "ALTER " + name + " DROP NOT NULL");
            }
        }
        return statements;
    }

    /** A value of a type whose structs have got more fields, as DuckDB SQL. */
    static String widened(FieldSchema old, FieldSchema wanted, String value) {
        if (old.duckDbType().equals(wanted.duckDbType())) {
            return value;
        }
        if (wanted.isRepeated()) {
            return "list_transform(" + value + ", lambda x: " + widened(old.element(), wanted.element(), "x") + ")";
        }
        List<String> parts = new ArrayList<>();
        for (FieldSchema field : wanted.fields()) {
            String name = DuckDb.identifier(field.name());
            Optional<FieldSchema> before = old.fields().stream()
                    .filter(each -> each.name().equalsIgnoreCase(field.name()))
                    .findFirst();
            parts.add(name + " := "
                    + before.map(each -> widened(each, field, "(" + value + ")." + name))
                            .orElse("CAST(NULL AS " + field.duckDbType() + ")"));
        }
        return "CASE WHEN " + value + " IS NULL THEN NULL ELSE struct_pack(" + String.join(", ", parts) + ") END";
    }
}
