package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.List;
import java.util.Optional;

/** Ranges and conversions. */
final class RangeForms {

    private static final String NOT_NULL = "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN ";

    /** An end that is NULL has no bound. */
    private static final String OVERLAP = "(coalesce(struct_extract({0}, 'start') < struct_extract({1}, 'end'), true)"
            + " AND coalesce(struct_extract({1}, 'start') < struct_extract({0}, 'end'), true))";

    private RangeForms() {}

    static void register(FunctionTable<FunctionForm> table) {
        IntervalForms.register(table.chapter("Interval functions"));
        FunctionTable<FunctionForm>.Chapter ranges = table.chapter("Range functions");
        ranges.put("range_start", call -> bound(call, "start"));
        ranges.put("range_end", call -> bound(call, "end"));
        ranges.put("range", RangeForms::range);
        ranges.put("range_contains", RangeForms::contains);
        ranges.put("range_overlaps", call -> Optional.of(call.fill(NOT_NULL + OVERLAP + " END")));
        ranges.put("range_intersect", RangeForms::intersect);
        ranges.reference("generate_range_array");
        NetForms.register(table.chapter("Net functions"));
        FunctionTable<FunctionForm>.Chapter others = table.chapter("Conversion, utility and security functions");
        others.put("parse_numeric", RangeForms::numeric);
        others.reference("parse_bignumeric typeof");
        others.put("generate_uuid", FunctionForm.of("CAST(uuid() AS VARCHAR)"));
        others.put(
                "error",
                call -> Optional.of(Duck.failure(
                        "coalesce(" + call.arg(0) + ", 'ERROR function called with NULL value')",
                        DuckType.of(call.type()))));
        // Written where it is known who asks: ExpressionWriter.
        others.put("session_user", call -> Optional.empty());
    }

    private static Optional<String> range(FunctionCall call) {
        return Optional.of(call.fill(
                "CASE WHEN coalesce({0} < {1}, true) THEN CAST(struct_pack(\"start\" := {0}, \"end\" := {1}) AS "
                        + DuckType.of(call.type()) + ") ELSE {exact} END",
                reference(call, "RANGE({0}, {1})")));
    }

    private static Optional<String> contains(FunctionCall call) {
        String from = "struct_extract({0}, 'start')";
        String to = "struct_extract({0}, 'end')";
        String held = call.kind(1) == TypeKind.TYPE_RANGE
                ? "(" + from + " IS NULL OR coalesce(" + from + " <= struct_extract({1}, 'start'), false)) AND (" + to
                        + " IS NULL OR coalesce(struct_extract({1}, 'end') <= " + to + ", false))"
                : "coalesce(" + from + " <= {1}, true) AND coalesce({1} < " + to + ", true)";
        return Optional.of(call.fill(NOT_NULL + held + " END"));
    }

    /** DuckDB's greatest and least pass over what is NULL. */
    private static Optional<String> intersect(FunctionCall call) {
        String both = "struct_pack(\"start\" := greatest(struct_extract({0}, 'start'), struct_extract({1}, 'start')),"
                + " \"end\" := least(struct_extract({0}, 'end'), struct_extract({1}, 'end')))";
        return Optional.of(call.fill(
                NOT_NULL + "CASE WHEN " + OVERLAP + " THEN " + Duck.cast(both, DuckType.of(call.type()))
                        + " ELSE {exact} END END",
                reference(call, "RANGE_INTERSECT({0}, {1})")));
    }

    /** Plain digits; all other texts are the reference's. */
    private static Optional<String> numeric(FunctionCall call) {
        String exact = ReferenceCall.expression(
                "PARSE_NUMERIC({0})", call.type(), List.of(call.type(0)), call.sql(), "PARSE_NUMERIC");
        return Optional.of(call.fill(
                "CASE WHEN regexp_full_match({0}, '" + Casts.PLAIN_NUMERIC
                        + "') THEN CAST({0} AS DECIMAL(38,9)) WHEN {0} IS NULL THEN NULL ELSE {exact} END",
                exact));
    }

    private static String reference(FunctionCall call, String template) {
        return ReferenceCall.expression(
                template, call.type(), List.of(call.type(0), call.type(1)), call.sql(), "RANGE");
    }

    private static Optional<String> bound(FunctionCall call, String name) {
        return Optional.of(Duck.cast("struct_extract(" + call.arg(0) + ", '" + name + "')", DuckType.of(call.type())));
    }
}
