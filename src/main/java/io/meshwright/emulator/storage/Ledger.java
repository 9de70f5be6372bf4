package io.meshwright.emulator.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.Contents.DatasetName;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contents as rows of DuckDB: read once at the start, written with every change. */
final class Ledger {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration JOBS_KEPT = Duration.ofDays(30);
    private static final int MOST_JOBS = 20_000;

    private Ledger() {}

    static void create(Session session) {
        session.execute("CREATE SCHEMA IF NOT EXISTS data");
        session.execute("CREATE SCHEMA IF NOT EXISTS ledger");
        session.execute("CREATE TABLE IF NOT EXISTS ledger.datasets (project VARCHAR, name VARCHAR, document VARCHAR)");
        session.execute("CREATE TABLE IF NOT EXISTS ledger.tables"
                + " (project VARCHAR, dataset VARCHAR, name VARCHAR, physical BIGINT, document VARCHAR)");
        session.execute("CREATE TABLE IF NOT EXISTS ledger.routines"
                + " (project VARCHAR, dataset VARCHAR, name VARCHAR, document VARCHAR)");
        session.execute("CREATE TABLE IF NOT EXISTS ledger.jobs"
                + " (project VARCHAR, id VARCHAR, ended TIMESTAMP, document VARCHAR)");
        session.execute("DELETE FROM ledger.tables WHERE starts_with(dataset, '" + TemporaryTables.DATASET + "')");
        forgetOldJobs(session);
    }

    /** What is older than a month goes, and what is beyond the newest. */
    static void forgetOldJobs(Session session) {
        session.execute(
                "DELETE FROM ledger.jobs WHERE ended < now()::TIMESTAMP - INTERVAL '" + JOBS_KEPT.toDays() + " days'");
        session.execute("DELETE FROM ledger.jobs WHERE ended <"
                + " (SELECT ended FROM ledger.jobs ORDER BY ended DESC LIMIT 1 OFFSET " + MOST_JOBS + ")");
    }

    static Contents read(Session session) {
        Map<DatasetName, StoredDataset> datasets = new HashMap<>();
        session.query("SELECT project, name, document FROM ledger.datasets", rows -> {
            while (rows.next()) {
                StoredDataset dataset = dataset(rows);
                datasets.put(new DatasetName(dataset.project(), dataset.name()), dataset);
            }
            return datasets;
        });
        Map<TableName, StoredTable> tables = new HashMap<>();
        session.query("SELECT project, dataset, name, physical, document FROM ledger.tables", rows -> {
            while (rows.next()) {
                StoredTable table = table(rows);
                tables.put(table.name(), table);
            }
            return tables;
        });
        return new Contents(datasets, tables, routines(session));
    }

    private static Map<StoredRoutine.Name, StoredRoutine> routines(Session session) {
        return session.query("SELECT project, dataset, name, document FROM ledger.routines", rows -> {
            Map<StoredRoutine.Name, StoredRoutine> routines = new HashMap<>();
            while (rows.next()) {
                JsonNode document = parse(rows.getString(4));
                var name = new StoredRoutine.Name(rows.getString(1), rows.getString(2), rows.getString(3));
                ObjectNode properties = (ObjectNode) document.get("properties");
                routines.put(
                        name,
                        new StoredRoutine(
                                name, properties, instant(document, "created"), instant(document, "modified")));
            }
            return routines;
        });
    }

    static List<JobRecord> jobs(Session session) {
        return session.query("SELECT project, id, epoch_ms(ended), document FROM ledger.jobs", rows -> {
            List<JobRecord> jobs = new ArrayList<>();
            while (rows.next()) {
                jobs.add(new JobRecord(
                        rows.getString(1),
                        rows.getString(2),
                        Instant.ofEpochMilli(rows.getLong(3)),
                        rows.getString(4)));
            }
            return jobs;
        });
    }

    static void write(Session session, Change change) {
        if (change instanceof Change.PutDataset put) {
            StoredDataset dataset = put.dataset();
            deleteDataset(session, dataset.project(), dataset.name());
            session.update(
                    "INSERT INTO ledger.datasets VALUES (?, ?, ?)",
                    dataset.project(),
                    dataset.name(),
                    document(dataset.properties(), dataset.created(), dataset.modified())
                            .toString());
        } else if (change instanceof Change.DropDataset drop) {
            deleteDataset(session, drop.project(), drop.dataset());
        } else if (change instanceof Change.PutTable put) {
            put(session, put.table());
        } else if (change instanceof Change.DropTable drop) {
            deleteTable(session, drop.name());
        } else if (change instanceof Change.PutRoutine put) {
            StoredRoutine routine = put.routine();
            deleteRoutine(session, routine.name());
            session.update(
                    "INSERT INTO ledger.routines VALUES (?, ?, ?, ?)",
                    routine.name().project(),
                    routine.name().dataset(),
                    routine.name().routine(),
                    document(routine.properties(), routine.created(), routine.modified())
                            .toString());
        } else if (change instanceof Change.DropRoutine drop) {
            deleteRoutine(session, drop.name());
        } else if (change instanceof Change.PutJob put) {
            JobRecord job = put.job();
            session.update(
                    "INSERT INTO ledger.jobs VALUES (?, ?, make_timestamp(?), ?)",
                    job.project(),
                    job.id(),
                    job.ended().toEpochMilli() * 1000,
                    job.document());
        }
    }

    private static void deleteDataset(Session session, String project, String name) {
        session.update("DELETE FROM ledger.datasets WHERE project = ? AND name = ?", project, name);
    }

    private static void deleteTable(Session session, TableName name) {
        session.update(
                "DELETE FROM ledger.tables WHERE project = ? AND dataset = ? AND name = ?",
                name.project(),
                name.dataset(),
                name.table());
    }

    private static void deleteRoutine(Session session, StoredRoutine.Name name) {
        session.update(
                "DELETE FROM ledger.routines WHERE project = ? AND dataset = ? AND name = ?",
                name.project(),
                name.dataset(),
                name.routine());
    }

    private static void put(Session session, StoredTable table) {
        ObjectNode properties = document(table.properties(), table.created(), table.modified());
        properties.put("rows", table.rows());
        properties.set("schema", table.schema().json());
        String document = properties.toString();
        TableName name = table.name();
        long known = session.update(
                "UPDATE ledger.tables SET physical = ?, document = ? WHERE project = ? AND dataset = ? AND name = ?",
                table.physical(),
                document,
                name.project(),
                name.dataset(),
                name.table());
        if (known == 0) {
            session.update(
                    "INSERT INTO ledger.tables VALUES (?, ?, ?, ?, ?)",
                    name.project(),
                    name.dataset(),
                    name.table(),
                    table.physical(),
                    document);
        }
    }

    private static ObjectNode document(ObjectNode properties, Instant created, Instant modified) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("properties", properties);
        document.put("created", created.toEpochMilli());
        document.put("modified", modified.toEpochMilli());
        return document;
    }

    private static StoredDataset dataset(ResultSet row) throws SQLException {
        JsonNode document = parse(row.getString(3));
        return new StoredDataset(
                row.getString(1),
                row.getString(2),
                (ObjectNode) document.get("properties"),
                instant(document, "created"),
                instant(document, "modified"));
    }

    private static StoredTable table(ResultSet row) throws SQLException {
        JsonNode document = parse(row.getString(5));
        return new StoredTable(
                new TableName(row.getString(1), row.getString(2), row.getString(3)),
                row.getLong(4),
                TableSchema.read(document.get("schema")),
                (ObjectNode) document.get("properties"),
                instant(document, "created"),
                instant(document, "modified"),
                document.get("rows").asLong());
    }

    private static Instant instant(JsonNode document, String field) {
        return Instant.ofEpochMilli(document.get(field).asLong());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The warehouse's ledger is damaged: " + json, e);
        }
    }
}
