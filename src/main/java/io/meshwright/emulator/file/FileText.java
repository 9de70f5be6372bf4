package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.node.TextNode;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.TableSchema;
import java.util.List;
import java.util.stream.Collectors;

/** Values as BigQuery writes them to files of text: DuckDB SQL that gives them. */
final class FileText {

    private static final String MONTHS = "(extract(year FROM %1$s) * 12 + extract(month FROM %1$s))";
    private static final String MICROS = "(extract(hour FROM %1$s) * 3600000000 + extract(minute FROM %1$s) * 60000000"
            + " + extract(microseconds FROM %1$s))";

    /** Year-month, day and time parts, as {@code 1-2 3 4:5:6.7}. */
    private static final String INTERVAL = "(CASE WHEN " + MONTHS + " < 0 THEN '-' ELSE '' END || abs(" + MONTHS
            + ") // 12 || '-' || abs(" + MONTHS + ") %% 12 || ' ' || extract(day FROM %1$s) || ' ' || CASE WHEN "
            + MICROS
            + " < 0 THEN '-' ELSE '' END || abs(" + MICROS + ") // 3600000000 || ':' || abs(" + MICROS
            + ") // 60000000 %% 60 || ':' || abs(" + MICROS + ") // 1000000 %% 60 || CASE WHEN " + MICROS
            + " %% 1000000 = 0 THEN '' ELSE rtrim(printf('.%%06d', abs(" + MICROS + ") %% 1000000), '0') END)";

    private FileText() {}

    /** A value that is no array and no struct, as text. */
    static String scalar(FieldSchema field, String value) {
        return switch (field.type()) {
            case TIMESTAMP -> time(value, "%Y-%m-%d %H:%M:%S", " UTC");
            case DATETIME -> time(value, "%Y-%m-%dT%H:%M:%S", "");
            case BYTES -> "base64(" + value + ")";
            case NUMERIC -> "rtrim(rtrim(CAST(" + value + " AS VARCHAR), '0'), '.')";
            case FLOAT64 ->
                "CASE WHEN isnan(" + value + ") THEN 'NaN' WHEN isinf(" + value + ") THEN if(" + value
                        + " < 0, '-Infinity', 'Infinity') ELSE CAST(" + value + " AS VARCHAR) END";
            case INTERVAL -> INTERVAL.formatted(value);
            default -> "CAST(" + value + " AS VARCHAR)";
        };
    }

    private static String time(String value, String format, String zone) {
        return "CASE WHEN epoch_us(" + value + ") % 1000000 = 0 THEN strftime(" + value + ", '" + format + zone
                + "') ELSE strftime(" + value + ", '" + format + ".%f" + zone + "') END";
    }

    /** A row as one line of JSON: fields that are NULL are left out. */
    static String jsonLine(TableSchema schema) {
        return object(schema.fields(), "");
    }

    private static String object(List<FieldSchema> fields, String prefix) {
        String members = fields.stream()
                .map(field -> DuckDb.text(quoted(field.name()) + ":") + " || "
                        + json(field, prefix + DuckDb.identifier(field.name())))
                .collect(Collectors.joining(", "));
        return "('{' || concat_ws(',', " + members + ") || '}')";
    }

    private static String quoted(String name) {
        return new TextNode(name).toString();
    }

    /** NULL where the value is. */
    private static String json(FieldSchema field, String value) {
        if (field.isRepeated()) {
            return "('[' || array_to_string(list_transform(coalesce(" + value + ", []), lambda x: "
                    + json(field.element(), "x") + "), ',') || ']')";
        }
        return switch (field.type()) {
            case STRUCT ->
                "CASE WHEN " + value + " IS NOT NULL THEN " + object(field.fields(), "(" + value + ").") + " END";
            case BOOL -> "CAST(" + value + " AS VARCHAR)";
            case JSON -> escaped("CAST(" + value + " AS VARCHAR)");
            case FLOAT64 ->
                "CASE WHEN isfinite(" + value + ") THEN CAST(" + value + " AS VARCHAR) ELSE '\"' || "
                        + scalar(field, value) + " || '\"' END";
            case STRING, GEOGRAPHY ->
                "CASE WHEN " + value + " IS NOT NULL THEN " + escaped("CAST(to_json(" + value + ") AS VARCHAR)")
                        + " END";
            default -> "('\"' || " + scalar(field, value) + " || '\"')";
        };
    }

    /** What could be markup is written by its code. */
    private static String escaped(String json) {
        return "replace(replace(replace(" + json + ", '<', '\\u003c'), '>', '\\u003e'), '&', '\\u0026')";
    }
}
