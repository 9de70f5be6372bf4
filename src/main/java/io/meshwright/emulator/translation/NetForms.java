package io.meshwright.emulator.translation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Networks: plain URLs and addresses of four bytes in DuckDB, all others by the reference. */
final class NetForms {

    private static final String URL =
            "[A-Za-z][A-Za-z0-9+.-]*://([A-Za-z0-9][A-Za-z0-9-]*(\\.[A-Za-z0-9][A-Za-z0-9-]*)*)(:[0-9]+)?([/?#][!-~]*)?";

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    private static final String ADDRESS = String.join("\\.", BYTE, BYTE, BYTE, BYTE);

    private NetForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter net) {
        net.put(
                "net.host",
                call -> or(call, "regexp_full_match({0}, '" + URL + "')", "regexp_extract({0}, '" + URL + "', 1)"));
        for (String name : List.of("net.ip_from_string", "net.safe_ip_from_string")) {
            net.put(name, call -> or(call, "regexp_full_match({0}, '" + ADDRESS + "')", bytes()));
        }
        net.put("net.ip_to_string", call -> or(call, "octet_length({0}) = 4", digits()));
        net.put("net.ipv4_to_int64", call -> or(call, "octet_length({0}) = 4", "CAST('0x' || hex({0}) AS BIGINT)"));
        net.put("net.ipv4_from_int64", call -> or(call, "{0} BETWEEN 0 AND 4294967295", "unhex(printf('%08x', {0}))"));
        net.reference("net.ip_net_mask net.ip_trunc");
        for (String name : List.of("net.public_suffix", "net.reg_domain")) {
            net.put(name, NetForms::domain);
        }
    }

    private static String bytes() {
        StringBuilder numbers = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            numbers.append(", CAST(split_part({0}, '.', ").append(i).append(") AS INTEGER)");
        }
        return "unhex(printf('%02x%02x%02x%02x'" + numbers + "))";
    }

    private static String digits() {
        StringBuilder numbers = new StringBuilder();
        for (int i = 1; i <= 7; i += 2) {
            numbers.append(", CAST('0x' || substr(hex({0}), ").append(i).append(", 2) AS INTEGER)");
        }
        return "printf('%d.%d.%d.%d'" + numbers + ")";
    }

    /** A template where a condition holds of the one argument, the reference elsewhere. */
    private static Optional<String> or(FunctionCall call, String condition, String template) {
        String name = call.name().toUpperCase(Locale.ROOT);
        String exact = ReferenceCall.expression(name + "({0})", call.type(), List.of(call.type(0)), call.sql(), name);
        return Optional.of(call.fill(
                "CASE WHEN {0} IS NULL THEN NULL WHEN " + condition + " THEN " + template + " ELSE {exact} END",
                exact));
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
