package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JOBS and its variants. */
final class JobViews {

    private static final String TABLE = "STRUCT<project_id STRING, dataset_id STRING, table_id STRING>";

    private static final String COLUMNS = "creation_time TIMESTAMP; project_id STRING; project_number INT64;"
            + " user_email STRING; job_id STRING; job_type STRING; statement_type STRING; priority STRING;"
            + " start_time TIMESTAMP; end_time TIMESTAMP; query STRING; state STRING; reservation_id STRING;"
            + " edition STRING; total_bytes_processed INT64; total_slot_ms INT64;"
            + " error_result STRUCT<reason STRING, location STRING, debug_info STRING, message STRING>;"
            + " cache_hit BOOL; destination_table " + TABLE + "; referenced_tables ARRAY<" + TABLE + ">;"
            + " labels ARRAY<STRUCT<key STRING, value STRING>>;"
            + " timeline ARRAY<STRUCT<elapsed_ms INT64, total_slot_ms INT64, pending_units INT64,"
            + " completed_units INT64, active_units INT64, estimated_runnable_units INT64>>;"
            + " job_stages ARRAY<STRUCT<name STRING, id INT64, start_ms INT64, end_ms INT64,"
            + " records_read INT64, records_written INT64, status STRING, slot_ms INT64>>;"
            + " total_bytes_billed INT64; transaction_id STRING; parent_job_id STRING;"
            + " session_info STRUCT<session_id STRING>;"
            + " dml_statistics STRUCT<inserted_row_count INT64, deleted_row_count INT64, updated_row_count INT64>;"
            + " total_modified_partitions INT64;"
            + " bi_engine_statistics STRUCT<bi_engine_mode STRING, acceleration_mode STRING,"
            + " bi_engine_reasons ARRAY<STRUCT<code STRING, message STRING>>>;"
            + " query_info STRUCT<resource_warning STRING, optimization_details JSON,"
            + " query_hashes STRUCT<normalized_literals STRING>>;"
            + " transferred_bytes INT64; job_creation_reason STRUCT<code STRING>;"
            + " total_services_sku_slot_ms INT64; principal_subject STRING;"
            + " materialized_view_statistics STRUCT<materialized_view ARRAY<STRUCT<table_reference " + TABLE + ","
            + " chosen BOOL, estimated_bytes_saved INT64, rejected_reason STRING>>>;"
            + " query_dialect STRING; continuous BOOL;"
            + " continuous_query_info STRUCT<output_watermark TIMESTAMP>";

    static final Map<String, InformationView> ALL = Map.of(
            "JOBS", InformationView.ofProject(COLUMNS, scope -> ofProject(scope)),
            "JOBS_BY_PROJECT", InformationView.ofProject(COLUMNS, scope -> ofProject(scope)),
            "JOBS_BY_USER", InformationView.ofProject(COLUMNS, scope -> ofUser(scope)));

    private JobViews() {}

    private static List<ObjectNode> ofProject(Scope scope) {
        if (!scope.caller().isTrusted()) {
            throw ApiError.accessDenied("Table " + scope.project() + ":region-us.INFORMATION_SCHEMA.JOBS: User does not"
                    + " have bigquery.jobs.listAll permission in project " + scope.project() + ".");
        }
        return scope.jobs().stream().map(JobViews::row).toList();
    }

    private static List<ObjectNode> ofUser(Scope scope) {
        return scope.jobs().stream()
                .filter(job ->
                        job.path("user_email").asText().equals(scope.caller().name()))
                .map(JobViews::row)
                .toList();
    }

    private static ObjectNode row(ObjectNode job) {
        JsonNode configuration = job.path("configuration");
        JsonNode statistics = job.path("statistics");
        JsonNode reference = job.path("jobReference");
        String type = configuration.path("jobType").asText();
        JsonNode settings = configuration.path(type.toLowerCase(Locale.ROOT));
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("project_id", reference.path("projectId").asText()).put("project_number", 0);
        row.put("job_id", reference.path("jobId").asText());
        row.put("user_email", job.path("user_email").asText()).put("job_type", type);
        row.put("creation_time", time(statistics, "creationTime"));
        row.put("start_time", time(statistics, "startTime")).put("end_time", time(statistics, "endTime"));
        row.put("state", job.path("status").path("state").asText());
        row.set("error_result", copy(job.path("status").path("errorResult"), "reason", "location", "message"));
        row.set("destination_table", table(settings.path("destinationTable")));
        copyText(statistics, "totalSlotMs", row, "total_slot_ms");
        copyText(statistics, "totalBytesProcessed", row, "total_bytes_processed");
        copyText(statistics, "parentJobId", row, "parent_job_id");
        copyText(statistics.path("transactionInfo"), "transactionId", row, "transaction_id");
        if (statistics.has("sessionInfo")) {
            row.putObject("session_info")
                    .put(
                            "session_id",
                            statistics.path("sessionInfo").path("sessionId").asText());
        }
        row.putObject("job_creation_reason").put("code", "REQUESTED");
        labels(configuration.path("labels"), row.putArray("labels"));
        row.put("continuous", false);
        if (type.equals("QUERY")) {
            query(row, settings, statistics.path("query"));
        }
        return row;
    }

    private static void query(ObjectNode row, JsonNode settings, JsonNode query) {
        row.put("query", settings.path("query").asText());
        row.put("priority", settings.path("priority").asText("INTERACTIVE"));
        // Where nothing is said, queries are GoogleSQL here.
        row.put("query_dialect", settings.has("useLegacySql") ? "GOOGLE_SQL" : "DEFAULT_GOOGLE_SQL");
        copyText(query, "statementType", row, "statement_type");
        copyText(query, "totalBytesBilled", row, "total_bytes_billed");
        if (query.has("cacheHit")) {
            row.put("cache_hit", query.get("cacheHit").asBoolean());
        }
        ArrayNode tables = row.putArray("referenced_tables");
        query.path("referencedTables").forEach(table -> tables.add(table(table)));
        JsonNode dml = query.path("dmlStats");
        if (dml.isObject()) {
            ObjectNode counts = row.putObject("dml_statistics");
            counts.put("inserted_row_count", dml.path("insertedRowCount").asLong());
            counts.put("deleted_row_count", dml.path("deletedRowCount").asLong());
            counts.put("updated_row_count", dml.path("updatedRowCount").asLong());
        }
        ArrayNode timeline = row.putArray("timeline");
        query.path("timeline").forEach(moment -> timeline.addObject()
                .put("elapsed_ms", moment.path("elapsedMs").asLong())
                .put("total_slot_ms", moment.path("totalSlotMs").asLong())
                .put("pending_units", moment.path("pendingUnits").asLong())
                .put("completed_units", moment.path("completedUnits").asLong())
                .put("active_units", moment.path("activeUnits").asLong()));
    }

    private static void labels(JsonNode labels, ArrayNode list) {
        labels.properties().forEach(label -> list.addObject()
                .put("key", label.getKey())
                .put("value", label.getValue().asText()));
    }

    private static void copyText(JsonNode from, String key, ObjectNode to, String name) {
        if (from.hasNonNull(key)) {
            to.put(name, from.get(key).asText());
        }
    }

    private static JsonNode copy(JsonNode from, String... keys) {
        if (!from.isObject()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (String key : keys) {
            copy.put(key, from.path(key).asText(null));
        }
        return copy;
    }

    private static JsonNode table(JsonNode reference) {
        if (!reference.has("tableId")) {
            return JsonNodeFactory.instance.nullNode();
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("project_id", reference.path("projectId").asText())
                .put("dataset_id", reference.path("datasetId").asText())
                .put("table_id", reference.path("tableId").asText());
    }

    private static String time(JsonNode statistics, String key) {
        return statistics.has(key)
                ? Instant.ofEpochMilli(statistics.get(key).asLong()).toString()
                : null;
    }
}
