package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a table is divided: by the time its rows came in, by a column of dates or times, or by ranges of an integer.
 * Partitions are named as BigQuery names them, {@code 20261231}, {@code 2026123123}, {@code 202612}, {@code 2026}, or by
 * the first number of a range.
 */
public final class Partitioning {

    /** When a row came in; only tables divided by that have it. */
    public static final String INGESTED = "_PARTITIONTIME";

    private static final String INGESTED_DATE = "_PARTITIONDATE";
    private static final String NONE = "'__NULL__'";
    private static final List<String> KEYS =
            List.of("timePartitioning", "rangePartitioning", "clustering", "requirePartitionFilter");

    private final ObjectNode properties;
    private final JsonNode time;
    private final JsonNode range;

    private Partitioning(ObjectNode properties) {
        this.properties = properties;
        this.time = properties.path("timePartitioning");
        this.range = properties.path("rangePartitioning");
    }

    public static Optional<Partitioning> of(StoredTable table) {
        return of(table.properties());
    }

    static Optional<Partitioning> of(ObjectNode properties) {
        boolean divided = properties.path("timePartitioning").isObject()
                || properties.path("rangePartitioning").isObject();
        return divided && !properties.has("view") ? Optional.of(new Partitioning(properties)) : Optional.empty();
    }

    /** The properties of a table that takes over how another, or a job, wants it divided. */
    static ObjectNode adopted(ObjectNode own, ObjectNode wanted) {
        ObjectNode adopted = own.deepCopy();
        KEYS.stream().filter(wanted::has).forEach(key -> adopted.set(key, wanted.get(key)));
        return adopted;
    }

    /** Properties without what divides a table. */
    static ObjectNode undivided(ObjectNode properties) {
        return properties.deepCopy().without(KEYS);
    }

    /** All columns a table's rows consist of, quoted. */
    public static List<String> physicalColumns(StoredTable table) {
        List<String> columns = new ArrayList<>();
        table.schema().fields().forEach(field -> columns.add(DuckDb.identifier(field.name())));
        if (of(table).filter(Partitioning::isByIngestion).isPresent()) {
            columns.add(DuckDb.identifier(INGESTED));
        }
        return columns;
    }

    /** The columns of a table that only those see who name them. */
    public static List<Column> pseudoColumns(StoredTable table) {
        return of(table)
                .filter(Partitioning::isByIngestion)
                .map(partitioning ->
                        List.of(new Column(INGESTED, "TIMESTAMP", true), new Column(INGESTED_DATE, "DATE", true)))
                .orElse(List.of());
    }

    /** Definitions of what a physical table has beside its own columns, each after a comma. */
    static String hiddenColumns(ObjectNode properties) {
        return of(properties)
                .filter(Partitioning::isByIngestion)
                .map(partitioning -> ", \"" + INGESTED + "\" TIMESTAMP DEFAULT date_trunc('" + partitioning.unit()
                        + "', now() AT TIME ZONE 'UTC'), \"" + INGESTED_DATE + "\" DATE GENERATED ALWAYS AS (CAST(\""
                        + INGESTED + "\" AS DATE)) VIRTUAL")
                .orElse("");
    }

    public boolean isByIngestion() {
        return time.isObject() && !time.hasNonNull("field");
    }

    boolean isByRange() {
        return range.isObject();
    }

    /** The columns a condition must look at to spare partitions. */
    public List<String> columns() {
        return isByIngestion() ? List.of(INGESTED, INGESTED_DATE) : List.of(column());
    }

    private String column() {
        return isByIngestion()
                ? INGESTED
                : (isByRange() ? range : time).path("field").asText();
    }

    public boolean isFilterRequired() {
        return properties.path("requirePartitionFilter").asBoolean()
                || time.path("requirePartitionFilter").asBoolean();
    }

    /** How long a partition lives, in milliseconds; 0 for ever. */
    public long expirationMillis() {
        return isByRange() ? 0 : time.path("expirationMs").asLong(0);
    }

    /** DuckDB's word for what a partition covers. */
    private String unit() {
        return time.path("type").asText("DAY").toLowerCase(Locale.ROOT);
    }

    /** DuckDB SQL for the name of the partition a row is in. */
    public String id() {
        String column = DuckDb.identifier(column());
        if (isByRange()) {
            JsonNode buckets = range.path("range");
            long start = buckets.path("start").asLong();
            long interval = Math.max(1, buckets.path("interval").asLong(1));
            return "CASE WHEN " + column + " IS NULL THEN " + NONE + " WHEN " + column + " < " + start + " OR " + column
                    + " >= " + buckets.path("end").asLong() + " THEN '__UNPARTITIONED__' ELSE CAST(" + start + " + (("
                    + column + " - " + start + ") // " + interval + ") * " + interval + " AS VARCHAR) END";
        }
        return "coalesce(strftime(" + column + ", '" + format() + "'), " + NONE + ")";
    }

    private String format() {
        return switch (unit()) {
            case "hour" -> "%Y%m%d%H";
            case "month" -> "%Y%m";
            case "year" -> "%Y";
            default -> "%Y%m%d";
        };
    }

    /** Which rows are in a partition, as DuckDB SQL. */
    public String condition(String id) {
        return id() + " = " + DuckDb.text(requireId(id));
    }

    /** Refuses what cannot be a partition of this table. */
    public String requireId(String id) {
        boolean special = id.equals("__NULL__") || id.equals("__UNPARTITIONED__");
        String form =
                switch (isByRange() ? "range" : unit()) {
                    case "range" -> "-?\\d+";
                    case "hour" -> "\\d{10}";
                    case "month" -> "\\d{6}";
                    case "year" -> "\\d{4}";
                    default -> "\\d{8}";
                };
        if (!special && !Pattern.matches(form, id)) {
            throw ApiError.invalid("Invalid partition ID \"" + id + "\" for a table partitioned by "
                    + (isByRange() ? "range" : unit()) + ".");
        }
        return id;
    }

    /** DuckDB's INSERT of rows that must all belong to one partition. */
    String insertion(long physical, IncomingRows rows, String id) {
        String head = "INSERT INTO " + Storage.sql(physical) + " ";
        String columns = rows.columns();
        if (isByIngestion()) {
            return head + columns.replaceFirst("\\)$", ", \"" + INGESTED + "\")") + " SELECT *, strptime("
                    + DuckDb.text(requireId(id)) + ", '" + format() + "') FROM (" + rows.select() + ")";
        }
        String message = "Some rows belong to different partitions rather than destination partition " + id;
        return head + columns + " SELECT * FROM (" + rows.select() + ") AS r" + columns + " WHERE CASE WHEN "
                + condition(id) + " THEN TRUE ELSE CAST(error(" + DuckDb.text(message) + ") AS BOOLEAN) END";
    }

    /** The rows whose partition ended longer ago than partitions live, as DuckDB SQL. */
    String expired() {
        return DuckDb.identifier(column()) + " + INTERVAL 1 " + unit() + " < (now() AT TIME ZONE 'UTC') - INTERVAL '"
                + expirationMillis() + " milliseconds'";
    }
}
