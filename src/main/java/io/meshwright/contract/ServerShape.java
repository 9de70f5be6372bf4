package io.meshwright.contract;

import io.meshwright.contract.OdcsShape.Edition;
import io.meshwright.document.Fields;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ODCS {@code servers}: where the data is, in the terms of each kind of server. */
final class ServerShape {

    /** Fields by server type; a star marks what must be there. */
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("api", "location*");
        FIELDS.put("athena", "stagingDir* schema* catalog regionName");
        FIELDS.put("azure", "location* format* delimiter");
        FIELDS.put("bigquery", "project* dataset*");
        FIELDS.put("clickhouse", "host* port* database*");
        FIELDS.put("databricks", "host catalog* schema*");
        FIELDS.put("denodo", "host* port* database");
        FIELDS.put("dremio", "host* port* schema");
        FIELDS.put("duckdb", "database* schema");
        FIELDS.put("glue", "account* database* location format");
        FIELDS.put("cloudsql", "host* port* database* schema*");
        FIELDS.put("db2", "host* port* database* schema");
        FIELDS.put("hive", "host* port database*");
        FIELDS.put("impala", "host* port database*");
        FIELDS.put("informix", "host* port database*");
        FIELDS.put("kafka", "host* format");
        FIELDS.put("kinesis", "region format");
        FIELDS.put("local", "path* format*");
        FIELDS.put("mysql", "host* port* database*");
        FIELDS.put("oracle", "host* port* serviceName*");
        FIELDS.put("postgresql", "host* port* database* schema*");
        FIELDS.put("postgres", "host* port* database* schema*");
        FIELDS.put("presto", "host* catalog schema");
        FIELDS.put("pubsub", "project*");
        FIELDS.put("redshift", "host database* schema* region account");
        FIELDS.put("s3", "location* endpointUrl format delimiter");
        FIELDS.put("sftp", "location* format delimiter");
        FIELDS.put("snowflake", "host port account* database* schema* warehouse");
        FIELDS.put("sqlserver", "host* port database* schema*");
        FIELDS.put("synapse", "host* port* database*");
        FIELDS.put("trino", "host* port* catalog* schema*");
        FIELDS.put("vertica", "host* port* database* schema*");
        FIELDS.put("zen", "host* port database*");
        FIELDS.put(
                "custom",
                "account catalog database dataset delimiter endpointUrl format host location path port project region"
                        + " regionName schema serviceName stagingDir warehouse stream");
    }

    private final Edition edition;
    private final OdcsShape odcs;

    ServerShape(Edition edition, OdcsShape odcs) {
        this.edition = edition;
        this.odcs = odcs;
    }

    Shape server() {
        return Shape.depending(this::fields);
    }

    private Fields fields(Node node) {
        String type = node instanceof Mapping mapping ? mapping.text("type") : "";
        Fields server = Fields.of(FIELDS.containsKey(type) ? "a " + type + " server" : "a server")
                .with(odcs.since31("id"), odcs.stableId())
                .with(List.of("server", "description", "environment"), Shape.text())
                .with("type", type())
                .with("roles", Shape.listOf(odcs.role()))
                .with("customProperties", odcs.customProperties())
                .requiring("server", "type");
        for (String field : FIELDS.getOrDefault(type, "").split(" ")) {
            String name = field.replace("*", "");
            if (!name.isEmpty()) {
                server = server.with(name, value(type, name));
                server = field.endsWith("*") ? server.requiring(name) : server;
            }
        }
        return odcs.strictSince31(server);
    }

    private Shape type() {
        return (node, label, findings) -> {
            List<String> known = FIELDS.keySet().stream().filter(this::isKnown).toList();
            boolean newer = edition == Edition.V3_2 && node instanceof Node.Scalar scalar && scalar.isText();
            if (!newer) {
                Shape.oneOf(known).check(node, label, findings);
            }
        };
    }

    private boolean isKnown(String type) {
        return edition != Edition.V3_0 || !List.of("hive", "impala", "zen").contains(type);
    }

    private Shape value(String type, String field) {
        if (field.equals("port")) {
            return Shape.integer();
        }
        if (type.equals("sftp") && field.equals("location")) {
            return Shape.matching("^sftp://.*", "sftp://host/path");
        }
        if (edition == Edition.V3_0 && List.of("azure", "s3", "sftp").contains(type)) {
            if (field.equals("format")) {
                return Shape.oneOf(List.of("parquet", "delta", "json", "csv"));
            }
            if (field.equals("delimiter")) {
                return Shape.oneOf(List.of("new_line", "array"));
            }
        }
        // An oversight of the 3.0 schema, put right in 3.1: a DuckDB schema is a name.
        return Shape.text();
    }
}
