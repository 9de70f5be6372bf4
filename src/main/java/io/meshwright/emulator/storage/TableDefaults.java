package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;
import java.time.Instant;

/** What a new table is given that its creator said nothing of. */
final class TableDefaults {

    private TableDefaults() {}

    /** The properties of a new table, with the lifetimes and the collation its dataset wants. */
    static ObjectNode of(Storage storage, TableName name, ObjectNode properties) {
        if (name.dataset().startsWith(TemporaryTables.DATASET)) {
            return properties;
        }
        if (AnonymousDataset.isOne(name.dataset())) {
            String end =
                    Long.toString(Instant.now().plus(AnonymousDataset.LIFETIME).toEpochMilli());
            return properties.has("expirationTime")
                    ? properties
                    : properties.deepCopy().put("expirationTime", end);
        }
        ObjectNode dataset =
                storage.requireDataset(name.project(), name.dataset()).properties();
        ObjectNode all = properties.deepCopy();
        if (dataset.hasNonNull(DefaultCollation.PROPERTY) && !all.has(DefaultCollation.PROPERTY)) {
            all.set(DefaultCollation.PROPERTY, dataset.get(DefaultCollation.PROPERTY));
        }
        boolean partitionsLive = dataset.hasNonNull("defaultPartitionExpirationMs");
        if (partitionsLive && all.get("timePartitioning") instanceof ObjectNode time) {
            if (!time.has("expirationMs")) {
                time.set("expirationMs", dataset.get("defaultPartitionExpirationMs"));
            }
            return all;
        }
        long life = dataset.path("defaultTableExpirationMs").asLong(0);
        if (life > 0 && !all.has("expirationTime")) {
            all.put("expirationTime", Long.toString(Instant.now().toEpochMilli() + life));
        }
        return all;
    }

    /** The properties of a copy: divided as its source is, the rest its own where it was there before. */
    static ObjectNode copied(Storage storage, TableName to, StoredTable source) {
        return storage.table(to)
                .map(table -> Partitioning.adopted(Partitioning.undivided(table.properties()), source.properties()))
                .orElseGet(() -> of(storage, to, source.properties().deepCopy().without("expirationTime")));
    }
}
