package io.meshwright.emulator.translation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Intervals, ranges, networks and conversions: the reference's work for the most part. */
final class RangeForms {

    private RangeForms() {}

    static void register(FunctionTable<FunctionForm> table) {
        table.chapter("Interval functions")
                .reference("$interval make_interval justify_days justify_hours justify_interval");
        FunctionTable<FunctionForm>.Chapter ranges = table.chapter("Range functions");
        ranges.put("range_start", call -> bound(call, "start"));
        ranges.put("range_end", call -> bound(call, "end"));
        ranges.reference("range range_contains range_overlaps range_intersect generate_range_array");
        FunctionTable<FunctionForm>.Chapter net = table.chapter("Net functions");
        net.reference("net.host net.ip_from_string net.ip_net_mask net.ip_to_string net.ip_trunc"
                + " net.ipv4_from_int64 net.ipv4_to_int64 net.safe_ip_from_string");
        for (String name : List.of("net.public_suffix", "net.reg_domain")) {
            net.put(name, call -> domain(call));
        }
        FunctionTable<FunctionForm>.Chapter others = table.chapter("Conversion, utility and security functions");
        others.reference("parse_numeric parse_bignumeric typeof");
        others.put("generate_uuid", FunctionForm.of("CAST(uuid() AS VARCHAR)"));
        others.put(
                "error", call -> Optional.of("CAST(error(" + call.arg(0) + ") AS " + DuckType.of(call.type()) + ")"));
        // Written where it is known who asks: ExpressionWriter.
        others.put("session_user", call -> Optional.empty());
    }

    private static Optional<String> bound(FunctionCall call, String name) {
        return Optional.of(Duck.cast("struct_extract(" + call.arg(0) + ", '" + name + "')", DuckType.of(call.type())));
    }

    /** NULL for a host with an empty label in its middle, which the reference overlooks. */
    private static Optional<String> domain(FunctionCall call) {
        String name = call.name().toUpperCase(Locale.ROOT);
        return Optional.of(ReferenceCall.expression(
                "IF(REGEXP_CONTAINS(TRIM(NET.HOST({0}), '.'), '[.][.]'), NULL, " + name + "({0}))",
                call.type(),
                List.of(call.type(0)),
                List.of(call.arg(0)),
                name));
    }
}
