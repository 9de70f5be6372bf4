package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DefaultCollation;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Partitioning;
import io.meshwright.emulator.storage.Reshaping;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.translation.Alteration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A table on its way through the actions of one ALTER: all of them, or none. */
final class Alterations {

    private static final Map<FieldType, Set<FieldType>> WIDER = Map.of(
            FieldType.INT64, Set.of(FieldType.NUMERIC, FieldType.BIGNUMERIC, FieldType.FLOAT64),
            FieldType.NUMERIC, Set.of(FieldType.BIGNUMERIC, FieldType.FLOAT64),
            FieldType.BIGNUMERIC, Set.of(FieldType.FLOAT64));

    /** A column as it will be, and the DuckDB SQL over the old rows that gives it. */
    private record Part(FieldSchema field, String sql) {}

    private final StoredTable table;
    private final OptionValues options;
    private final List<Part> parts = new ArrayList<>();
    private final ObjectNode properties;
    private boolean moved;

    Alterations(StoredTable table, OptionValues options) {
        this.table = table;
        this.options = options;
        this.properties = table.properties().deepCopy();
        table.schema().fields().forEach(field -> parts.add(new Part(field, DuckDb.identifier(field.name()))));
    }

    Reshaping.Shape shape(List<Alteration> alterations) {
        alterations.forEach(this::apply);
        TableSchema schema = new TableSchema(parts.stream().map(Part::field).toList());
        boolean ingested =
                Partitioning.of(table).filter(Partitioning::isByIngestion).isPresent();
        String select = parts.stream().map(Part::sql).collect(Collectors.joining(", ", "SELECT ", ""))
                + (ingested ? ", " + DuckDb.identifier(Partitioning.INGESTED) : "")
                + " FROM " + Storage.sql(table.physical());
        return new Reshaping.Shape(schema, properties, moved ? Optional.of(select) : Optional.empty());
    }

    private void apply(Alteration alteration) {
        if (options.describe(alteration, properties)) {
            return;
        }
        if (alteration instanceof Alteration.AddColumn add) {
            add(add);
        } else if (alteration instanceof Alteration.DropColumn drop) {
            find(drop.name(), drop.ifExists()).ifPresent(this::drop);
        } else if (alteration instanceof Alteration.RenameColumn rename) {
            find(rename.name(), rename.ifExists()).ifPresent(i -> rename(i, rename.to()));
        } else if (alteration instanceof Alteration.DescribeColumn describe) {
            find(describe.name(), describe.ifExists()).ifPresent(i -> describe(i, describe.attributes()));
        } else if (alteration instanceof Alteration.SetType set) {
            find(set.name(), set.ifExists()).ifPresent(i -> retype(i, set.type()));
        } else if (alteration instanceof Alteration.DropNotNull drop) {
            find(drop.name(), drop.ifExists()).ifPresent(this::nullable);
        } else {
            constraint(alteration);
        }
    }

    private Optional<Integer> find(String name, boolean ifExists) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).field().name().equalsIgnoreCase(name)) {
                return Optional.of(i);
            }
        }
        if (ifExists) {
            return Optional.empty();
        }
        throw ApiError.invalidQuery("Column not found: " + name);
    }

    private void add(Alteration.AddColumn add) {
        boolean there = find(add.column().name(), true).isPresent();
        if (there && add.ifNotExists()) {
            return;
        }
        if (there) {
            throw ApiError.invalidQuery("Column already exists: " + add.column().name());
        }
        if (add.required()) {
            throw ApiError.invalidQuery("Cannot add required columns to an existing table: "
                    + add.column().name());
        }
        FieldSchema plain =
                TableSchema.of(List.of(add.column())).fields().get(0).describedBy(add.attributes());
        FieldSchema field = DefaultCollation.applied(properties, new TableSchema(List.of(plain)))
                .fields()
                .get(0);
        parts.add(new Part(field, "CAST(NULL AS " + field.duckDbType() + ")"));
        moved = true;
    }

    private void drop(int i) {
        String name = parts.get(i).field().name();
        for (String clause : List.of("timePartitioning", "rangePartitioning", "clustering")) {
            if (properties.path(clause).path("field").asText().equalsIgnoreCase(name)
                    || properties
                            .path(clause)
                            .path("fields")
                            .toString()
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains('"' + name.toLowerCase(java.util.Locale.ROOT) + '"')) {
                throw ApiError.invalidQuery(
                        "Cannot drop column " + name + ": the table is partitioned or clustered by it");
            }
        }
        if (parts.size() == 1) {
            throw ApiError.invalidQuery("Cannot drop the only column of a table: " + name);
        }
        parts.remove(i);
        moved = true;
    }

    private void rename(int i, String name) {
        if (find(name, true).filter(other -> other != i).isPresent()) {
            throw ApiError.invalidQuery("Column already exists: " + name);
        }
        FieldSchema old = parts.get(i).field();
        FieldSchema field = new FieldSchema(name, old.type(), old.mode(), old.attributes(), old.fields());
        parts.set(i, new Part(field, parts.get(i).sql() + " AS " + DuckDb.identifier(name)));
        moved = true;
    }

    private void describe(int i, ObjectNode attributes) {
        Part part = parts.get(i);
        parts.set(i, new Part(part.field().describedBy(attributes), part.sql()));
    }

    private void nullable(int i) {
        Part part = parts.get(i);
        if (part.field().mode() == FieldSchema.Mode.REQUIRED) {
            parts.set(i, new Part(part.field().element(), part.sql()));
            moved = true;
        }
    }

    private void retype(int i, String type) {
        FieldSchema old = parts.get(i).field();
        FieldSchema wanted = TableSchema.of(List.of(new io.meshwright.sql.Column(old.name(), type)))
                .fields()
                .get(0);
        boolean same = wanted.type() == old.type() && wanted.isRepeated() == old.isRepeated();
        boolean wider = !old.isRepeated()
                && !wanted.isRepeated()
                && WIDER.getOrDefault(old.type(), Set.of()).contains(wanted.type());
        boolean looser = same && wanted.fields().equals(old.fields()) && old.isNoWiderThan(wanted);
        if (!wider && !looser) {
            throw ApiError.invalidQuery("ALTER TABLE ALTER COLUMN SET DATA TYPE requires that the existing column type "
                    + old.googleSqlType() + " is assignable to the new type " + type);
        }
        Map<String, JsonNode> attributes = new HashMap<>(old.attributes());
        List.of("maxLength", "precision", "scale").forEach(attributes::remove);
        attributes.putAll(wanted.attributes());
        FieldSchema field = new FieldSchema(old.name(), wanted.type(), old.mode(), attributes, wanted.fields());
        parts.set(i, new Part(field, "CAST(" + parts.get(i).sql() + " AS " + field.duckDbType() + ")"));
        moved = true;
    }

    private void constraint(Alteration alteration) {
        ObjectNode constraints = properties.withObjectProperty("tableConstraints");
        if (alteration instanceof Alteration.AddConstraint add) {
            add(add, constraints);
        } else if (alteration instanceof Alteration.DropPrimaryKey drop) {
            if (constraints.remove("primaryKey") == null && !drop.ifExists()) {
                throw ApiError.invalidQuery("The table has no primary key");
            }
        } else if (alteration instanceof Alteration.DropForeignKey drop) {
            drop(drop, constraints);
        } else {
            throw ApiError.invalidQuery("Renaming must be the only action of ALTER TABLE");
        }
        if (constraints.isEmpty()) {
            properties.remove("tableConstraints");
        }
    }

    private static void add(Alteration.AddConstraint add, ObjectNode constraints) {
        if (add.constraints().has("primaryKey")) {
            if (constraints.has("primaryKey") && !add.ifNotExists()) {
                throw ApiError.invalidQuery("The table has a primary key already");
            }
            if (!constraints.has("primaryKey")) {
                constraints.set("primaryKey", add.constraints().get("primaryKey"));
            }
            return;
        }
        add.constraints().path("foreignKeys").forEach(key -> {
            for (JsonNode other : constraints.path("foreignKeys")) {
                if (other.path("name")
                        .asText()
                        .equalsIgnoreCase(key.path("name").asText())) {
                    if (add.ifNotExists()) {
                        return;
                    }
                    throw ApiError.invalidQuery("The table has a constraint named "
                            + key.path("name").asText() + " already");
                }
            }
            constraints.withArrayProperty("foreignKeys").add(key);
        });
    }

    private static void drop(Alteration.DropForeignKey drop, ObjectNode constraints) {
        var keys = constraints.withArrayProperty("foreignKeys");
        boolean found = false;
        for (int i = keys.size() - 1; i >= 0; i--) {
            if (keys.get(i).path("name").asText().equalsIgnoreCase(drop.name())) {
                keys.remove(i);
                found = true;
            }
        }
        if (keys.isEmpty()) {
            constraints.remove("foreignKeys");
        }
        if (!found && !drop.ifExists()) {
            throw ApiError.invalidQuery("The table has no constraint named " + drop.name());
        }
    }
}
