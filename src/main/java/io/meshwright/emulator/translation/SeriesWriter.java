package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionArgument;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedTVFScan;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.SeriesCall;
import io.meshwright.sql.SeriesFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes table functions over time series: RANGE_SESSIONIZE here, GAP_FILL next door. */
final class SeriesWriter {

    private final QueryWriter queries;
    private final ExpressionWriter expressions;

    SeriesWriter(QueryWriter queries, ExpressionWriter expressions) {
        this.queries = queries;
        this.expressions = expressions;
    }

    String write(ResolvedTVFScan scan) {
        if (!(scan.getTvf() instanceof SeriesFunction function)) {
            throw new UnsupportedSql(scan.getTvf().getName(), scan.getTvf().getName());
        }
        SeriesCall call = function.call();
        ResolvedFunctionArgument table = scan.getArgumentList().get(0);
        List<String> inputs = table.getArgumentColumnList().stream()
                .map(ExpressionWriter::column)
                .toList();
        String input = queries.from(table.getScan());
        Type first = table.getArgumentColumnList().get(0).getType();
        boolean isValueTable = inputs.size() == 1
                && first.isStruct()
                && !GoogleSqlType.name(first).equals(call.inputs().get(0).type());
        if (isValueTable) {
            input = fields(first.asStruct(), inputs.get(0), input);
            inputs = IntStream.range(0, first.asStruct().getFieldCount())
                    .mapToObj(field -> "field" + field)
                    .toList();
        }
        if (call.work() instanceof SeriesCall.GapFill fill) {
            String origin = scan.getArgumentList().stream()
                    .filter(argument -> argument.getExpr() != null)
                    .skip(4)
                    .findFirst()
                    .map(argument -> expressions.write(argument.getExpr()))
                    .orElse("NULL");
            GapFillWriter writer = new GapFillWriter(call, fill, inputs, queries);
            return "SELECT " + columns(scan, writer::output) + " FROM " + writer.rows(input, origin);
        }
        List<String> ranges = inputs;
        boolean joinsMeeting = ((SeriesCall.Sessionize) call.work()).joinsMeeting();
        return "SELECT " + columns(scan, output -> output == ranges.size() ? "session_range" : ranges.get(output))
                + " FROM " + sessions(call, joinsMeeting, inputs, input);
    }

    /** The fields of a table's one column, as columns. */
    private String fields(StructType struct, String column, String input) {
        return IntStream.range(0, struct.getFieldCount())
                .mapToObj(i -> "struct_extract(" + column + ", " + Duck.string(DuckType.fieldName(struct, i))
                        + ") AS field" + i)
                .collect(Collectors.joining(", ", "(SELECT ", " FROM " + input + ") AS " + queries.alias()));
    }

    private static String columns(ResolvedTVFScan scan, IntFunction<String> output) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < scan.getColumnList().size(); i++) {
            ResolvedColumn column = scan.getColumnList().get(i);
            columns.add(output.apply(scan.getColumnIndexList().get(i).intValue()) + " AS "
                    + ExpressionWriter.column(column));
        }
        return columns.isEmpty() ? "1 AS one" : String.join(", ", columns);
    }

    static String partition(SeriesCall call, List<String> inputs) {
        return call.partitions().isEmpty()
                ? ""
                : call.partitions().stream().map(inputs::get).collect(Collectors.joining(", ", "PARTITION BY ", " "));
    }

    /** A range opens a session when none before it in time reaches it. */
    private String sessions(SeriesCall call, boolean joinsMeeting, List<String> inputs, String input) {
        String range = inputs.get(call.column());
        String type = DuckType.of(call.inputs().get(call.column()).type());
        String time = type.contains("DATE") ? "DATE" : "TIMESTAMP";
        String from = "coalesce(struct_extract(" + range + ", 'start'), '-infinity'::" + time + ")";
        String to = "coalesce(struct_extract(" + range + ", 'end'), 'infinity'::" + time + ")";
        String partition = partition(call, inputs);
        String bounded = "(SELECT *, CASE WHEN " + range + " IS NOT NULL THEN " + from + " END AS s, CASE WHEN " + range
                + " IS NOT NULL THEN " + to + " END AS e FROM " + input + ") AS " + queries.alias();
        String opened = "(SELECT *, s " + (joinsMeeting ? ">" : ">=") + " max(e) OVER (" + partition
                + "ORDER BY s ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS opens FROM " + bounded + ") AS "
                + queries.alias();
        String numbered = "(SELECT *, count(*) FILTER (WHERE opens) OVER (" + partition
                + "ORDER BY s ROWS UNBOUNDED PRECEDING) AS n FROM " + opened + ") AS " + queries.alias();
        String session = "OVER (PARTITION BY "
                + call.partitions().stream()
                        .map(other -> inputs.get(other) + ", ")
                        .collect(Collectors.joining())
                + "n, s IS NULL)";
        return "(SELECT *, CASE WHEN s IS NOT NULL THEN struct_pack(\"start\" := nullif(min(s) " + session
                + ", '-infinity'::" + time + "), \"end\" := nullif(max(e) " + session + ", 'infinity'::" + time
                + ")) END AS session_range FROM " + numbered + ") AS " + queries.alias();
    }
}
