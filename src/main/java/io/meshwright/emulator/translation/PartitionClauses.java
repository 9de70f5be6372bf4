package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedColumnRef;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCallBase;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** PARTITION BY and CLUSTER BY of DDL, in the words of the REST API. */
final class PartitionClauses {

    private static final String TIME = "timePartitioning";

    /** What stands for the time at which a row came; the REST API has no field then. */
    private static final Set<String> ARRIVAL = Set.of("_partitiontime", "_partitiondate");

    private PartitionClauses() {}

    static void write(List<ResolvedExpr> by, List<ResolvedExpr> clusters, ObjectNode clauses) {
        if (!by.isEmpty()) {
            partition(by.get(0), clauses);
        }
        if (!clusters.isEmpty()) {
            ArrayNode fields = clauses.putObject("clustering").putArray("fields");
            clusters.forEach(cluster -> fields.add(column(cluster)));
        }
    }

    /** Refuses partitions by arrival for rows that a query gives. */
    static void requireColumn(ObjectNode clauses) {
        if (clauses.has(TIME) && !clauses.get(TIME).has("field")) {
            throw new UnsupportedSql("PARTITION", "CREATE TABLE AS SELECT with partitions by ingestion time");
        }
    }

    private static String column(ResolvedExpr expression) {
        if (expression instanceof ResolvedColumnRef reference) {
            return reference.getColumn().getName();
        }
        throw new UnsupportedSql("BY", "PARTITION BY or CLUSTER BY of this expression");
    }

    private static void partition(ResolvedExpr expression, ObjectNode clauses) {
        if (!(expression instanceof ResolvedFunctionCallBase call)) {
            time("DAY", expression, clauses);
            return;
        }
        List<ResolvedExpr> arguments = call.getArgumentList();
        switch (call.getFunction().getName().toLowerCase(Locale.ROOT)) {
            case "date" -> time("DAY", arguments.get(0), clauses);
            case "timestamp_trunc", "datetime_trunc", "date_trunc" ->
                time(
                        arguments.get(1) instanceof ResolvedLiteral literal
                                ? literal.getValue().getEnumName()
                                : "DAY",
                        arguments.get(0),
                        clauses);
            case "range_bucket" -> range(arguments, clauses);
            default -> throw new UnsupportedSql("PARTITION", "PARTITION BY of this expression");
        }
    }

    private static void time(String part, ResolvedExpr column, ObjectNode clauses) {
        String field = column(column);
        ObjectNode partitioning = clauses.putObject(TIME).put("type", part);
        if (!ARRIVAL.contains(field.toLowerCase(Locale.ROOT))) {
            partitioning.put("field", field);
        }
    }

    private static void range(List<ResolvedExpr> arguments, ObjectNode clauses) {
        ObjectNode partitioning = clauses.putObject("rangePartitioning").put("field", column(arguments.get(0)));
        if (!(arguments.get(1) instanceof ResolvedFunctionCallBase array)
                || !array.getFunction().getName().equalsIgnoreCase("generate_array")) {
            throw new UnsupportedSql("RANGE_BUCKET", "RANGE_BUCKET without GENERATE_ARRAY");
        }
        ObjectNode range = partitioning.putObject("range");
        String[] keys = {"start", "end", "interval"};
        for (int i = 0; i < array.getArgumentList().size(); i++) {
            if (!(array.getArgumentList().get(i) instanceof ResolvedLiteral literal)) {
                throw new UnsupportedSql("GENERATE_ARRAY", "partitions whose bounds are no literals");
            }
            range.put(keys[i], Long.toString(literal.getValue().getInt64Value()));
        }
        if (!range.has("interval")) {
            range.put("interval", "1");
        }
    }
}
