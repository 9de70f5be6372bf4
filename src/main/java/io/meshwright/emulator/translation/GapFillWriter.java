package io.meshwright.emulator.translation;

import com.google.zetasql.IntervalValue;
import io.meshwright.sql.SeriesCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes GAP_FILL: the rows of each series and its buckets in one line, where every bucket looks back at the row it
 * follows and ahead at the next.
 */
final class GapFillWriter {

    private final SeriesCall call;
    private final SeriesCall.GapFill fill;
    private final List<String> inputs;
    private final QueryWriter queries;
    private final String time;
    private final String type;
    private final boolean isDate;

    /** @param inputs DuckDB's names of the columns of the call's table */
    GapFillWriter(SeriesCall call, SeriesCall.GapFill fill, List<String> inputs, QueryWriter queries) {
        this.call = call;
        this.fill = fill;
        this.inputs = inputs;
        this.queries = queries;
        this.time = inputs.get(call.column());
        this.isDate = call.inputs().get(call.column()).type().equals("DATE");
        this.type = isDate ? "DATE" : "TIMESTAMP";
    }

    /** An output column over {@link #rows}. */
    String output(int output) {
        int source = call.source(output);
        int value = output - 1 - call.partitions().size();
        if (value < 0) {
            return inputs.get(source);
        }
        String before = "before" + value;
        String known = "struct_extract(" + before + ", 'v')";
        String isExact = "struct_extract(" + before + ", 't') = " + time;
        return switch (fill.filled().get(value).filling()) {
            case LOCF -> known;
            case NULL -> "CASE WHEN " + isExact + " THEN " + known + " END";
            case LINEAR ->
                "CASE WHEN " + isExact + " THEN " + known + " ELSE "
                        + line(call.inputs().get(source).type(), before, "after" + value) + " END";
        };
    }

    /** The value at a time between two others, as far from each as the time is. */
    private String line(String number, String before, String after) {
        String from = "struct_extract(" + before + ", 'v')";
        String rise = "(struct_extract(" + after + ", 'v')::" + wide(number) + " - " + from + ")";
        String part = "CAST(" + units(time, "struct_extract(" + before + ", 't')") + " AS DOUBLE) / "
                + units("struct_extract(" + after + ", 't')", "struct_extract(" + before + ", 't')");
        return switch (number) {
            case "INT64" -> "CAST(" + from + " + round(CAST(" + rise + " AS DOUBLE) * (" + part + ")) AS BIGINT)";
            case "NUMERIC" -> from + " + CAST(CAST(" + rise + " AS DOUBLE) * (" + part + ") AS DECIMAL(38,9))";
            default -> from + " + " + rise + " * (" + part + ")";
        };
    }

    private static String wide(String number) {
        return switch (number) {
            case "INT64" -> "HUGEINT";
            case "NUMERIC" -> "DECIMAL(38,9)";
            default -> "DOUBLE";
        };
    }

    /** Days or microseconds from one time to a later one. */
    private String units(String later, String earlier) {
        return isDate ? "(" + later + " - " + earlier + ")" : "(epoch_us(" + later + ") - epoch_us(" + earlier + "))";
    }

    /** The buckets, each with the rows before and after it. */
    String rows(String input, String origin) {
        String series = "series" + queries.alias();
        String partitions = call.partitions().stream()
                .map(other -> inputs.get(other) + ", ")
                .collect(Collectors.joining());
        List<String> lines = new ArrayList<>();
        List<String> looks = new ArrayList<>();
        for (int i = 0; i < fill.filled().size(); i++) {
            SeriesCall.Filled filled = fill.filled().get(i);
            String value = inputs.get(filled.column());
            boolean skips = fill.ignoresNulls() && filled.filling() != SeriesCall.Filling.NULL;
            String row = "struct_pack(v := " + value + ", t := " + time + ")";
            lines.add((skips ? "CASE WHEN " + value + " IS NOT NULL THEN " + row + " END" : row) + " AS row" + i);
            looks.add("last_value(row" + i + " IGNORE NULLS) OVER back AS before" + i);
            if (filled.filling() == SeriesCall.Filling.LINEAR) {
                looks.add("first_value(row" + i + " IGNORE NULLS) OVER ahead AS after" + i);
            }
        }
        String known = "SELECT " + partitions + time + ", FALSE AS bucket"
                + lines.stream().map(line -> ", " + line).collect(Collectors.joining()) + " FROM " + series;
        String buckets = "SELECT " + partitions + bucket() + " AS " + time + ", TRUE AS bucket FROM (SELECT "
                + partitions
                + "o, unnest(range(" + first() + ", " + last() + " + 1)) AS n FROM (SELECT " + partitions + "min("
                + time + ") AS lo, max(" + time + ") AS hi, " + origin(origin) + " AS o FROM " + series
                + (partitions.isEmpty() ? " HAVING count(*) > 0" : " GROUP BY ALL") + "))";
        String order = SeriesWriter.partition(call, inputs) + "ORDER BY " + time + ", bucket ROWS BETWEEN ";
        return "(SELECT * FROM (WITH " + series + " AS (SELECT * FROM " + input + " WHERE " + time
                + " IS NOT NULL) SELECT *"
                + looks.stream().map(look -> ", " + look).collect(Collectors.joining()) + " FROM (" + known
                + " UNION ALL BY NAME " + buckets + ") WINDOW back AS (" + order
                + "UNBOUNDED PRECEDING AND CURRENT ROW), ahead AS (" + order
                + "CURRENT ROW AND UNBOUNDED FOLLOWING)) WHERE bucket) AS " + queries.alias();
    }

    private String origin(String given) {
        return "coalesce(" + given + ", " + type + " '1950-01-01')";
    }

    /** The start of bucket n. */
    private String bucket() {
        IntervalValue width = fill.width();
        if (width.months() > 0) {
            return "CAST(o + to_months(CAST(n * " + width.months() + " AS INTEGER)) AS " + type + ")";
        }
        return isDate
                ? "o + CAST(n * " + width.days() + " AS INTEGER)"
                : "make_timestamp(epoch_us(o) + n * " + micros() + ")";
    }

    private long micros() {
        return fill.width().micros() + fill.width().days() * 86_400_000_000L;
    }

    /** The first bucket that does not start before the series. */
    private String first() {
        if (fill.width().months() > 0) {
            String n = months("lo");
            return "(" + n + " + CASE WHEN " + bucket().replace("n *", n + " *") + " < lo THEN 1 ELSE 0 END)";
        }
        return "-" + floored("-" + distance("lo"));
    }

    /** The last bucket that does not start after the series. */
    private String last() {
        return fill.width().months() > 0 ? months("hi") : floored(distance("hi"));
    }

    private String distance(String at) {
        return units(at, "o");
    }

    private String floored(String distance) {
        long width = isDate ? (long) fill.width().days() : micros();
        return "((" + distance + " - ((" + distance + " % " + width + ") + " + width + ") % " + width + ") // " + width
                + ")";
    }

    /** The last bucket of so many months that does not start after a time. */
    private String months(String at) {
        long width = fill.width().months();
        String count = "CAST((year(" + at + ") - year(o)) * 12 + month(" + at + ") - month(o) AS BIGINT)";
        String n = "((" + count + " - ((" + count + " % " + width + ") + " + width + ") % " + width + ") // " + width
                + ")";
        return "(" + n + " - CASE WHEN " + bucket().replace("n *", n + " *") + " > " + at + " THEN 1 ELSE 0 END)";
    }
}
