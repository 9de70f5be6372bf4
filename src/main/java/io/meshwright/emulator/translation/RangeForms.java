package io.meshwright.emulator.translation;

import java.util.Optional;

/** Intervals, ranges, networks and conversions: the reference's work for the most part. */
final class RangeForms {

    private RangeForms() {}

    static void register(FunctionTable<FunctionForm> table) {
        table.chapter("Interval functions")
                .reference("$interval make_interval justify_days justify_hours justify_interval");
        FunctionTable<FunctionForm>.Chapter ranges = table.chapter("Range functions");
        ranges.put("range_start", FunctionForm.of("struct_extract({0}, 'start')"));
        ranges.put("range_end", FunctionForm.of("struct_extract({0}, 'end')"));
        ranges.reference("range range_contains range_overlaps range_intersect generate_range_array");
        table.chapter("Net functions")
                .reference("net.host net.ip_from_string net.ip_net_mask net.ip_to_string net.ip_trunc"
                        + " net.ipv4_from_int64 net.ipv4_to_int64 net.public_suffix net.reg_domain"
                        + " net.safe_ip_from_string");
        FunctionTable<FunctionForm>.Chapter others = table.chapter("Conversion, utility and security functions");
        others.reference("parse_numeric parse_bignumeric typeof");
        others.put("generate_uuid", FunctionForm.of("CAST(uuid() AS VARCHAR)"));
        others.put(
                "error", call -> Optional.of("CAST(error(" + call.arg(0) + ") AS " + DuckType.of(call.type()) + ")"));
        others.refuse("who asks is not known to a query here", "session_user");
    }
}
