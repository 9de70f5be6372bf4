package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates and times to text and back. Formats that mean the same to DuckDB are its work, all others the reference's. */
final class DateTexts {

    /** Since then all zones are whole minutes away from UTC. */
    private static final String WHOLE_MINUTES = "1972-02-01";

    /** In some zones the year 10000 begins. */
    private static final String LAST_DAY = "9999-12-31";

    /** Elements that a DATE does not have: printed as they stand, and not to be parsed. */
    private static final Pattern CLOCK = Pattern.compile("(?:[^%]|%[^HMSIpXTR])*%[HMSIpXTR].*", Pattern.DOTALL);

    /** Formats of what a TIME has. */
    private static final Pattern OF_DAY = Pattern.compile("(?:[^%]|%[HMSIpXTR%])+", Pattern.DOTALL);

    private DateTexts() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("format_date", call -> format(call, hasClock(call) ? Optional.empty() : shown(call)));
        forms.put("format_datetime", call -> format(call, shown(call)));
        forms.put("format_timestamp", call -> format(call, shown(call)));
        forms.put("parse_date", call -> hasClock(call) ? Optional.empty() : parse(call, "CAST({0} AS DATE)"));
        forms.put("parse_datetime", call -> parse(call, "{0}"));
        forms.put("parse_timestamp", call -> call.size() == 2 ? parse(call, "{0}") : zoned(call));
        forms.put(
                "format_time",
                call -> OF_DAY.matcher(call.string(0).orElse("%")).matches()
                        ? format(call, Optional.of("(DATE '1970-01-01' + " + call.arg(1) + ")"))
                        : Optional.empty());
        forms.put(
                "parse_time",
                call -> parsed(call, call.string(0).flatMap(DateFormat::clock), "CAST({0} AS TIME)", "true", "{0}"));
    }

    /** What the clocks show, of a TIMESTAMP those of the zone. */
    private static Optional<String> shown(FunctionCall call) {
        return call.kind(1) == TypeKind.TYPE_TIMESTAMP ? Calendar.clock(call, 1, 2) : Optional.of(call.arg(1));
    }

    private static boolean hasClock(FunctionCall call) {
        return CLOCK.matcher(call.string(0).orElse("")).matches();
    }

    /** The reference prints years before 1000 without zeros in front, and old offsets to the minute. */
    private static Optional<String> format(FunctionCall call, Optional<String> time) {
        Optional<String> format = call.string(0).flatMap(DateFormat::duck);
        if (format.filter(text -> !text.isEmpty()).isEmpty() || time.isEmpty()) {
            return Optional.empty();
        }
        String plain = "strftime(" + time.get() + ", " + Duck.string(format.get()) + ")";
        boolean zoned = call.size() > 2 && !call.string(2).orElse("").equals("UTC");
        if (!zoned && !format.get().contains("%Y") && !format.get().contains("%G")) {
            return Optional.of(plain);
        }
        String zone =
                call.size() > 2 ? ", " + Literals.googleString(call.string(2).orElseThrow()) : "";
        String exact = ReferenceCall.expression(
                call.name() + "(" + Literals.googleString(call.string(0).orElseThrow()) + ", {0}" + zone + ")",
                call.type(),
                List.of(call.type(1)),
                List.of(call.arg(1)),
                call.name());
        return Optional.of("CASE WHEN " + call.arg(1) + " < TIMESTAMP '" + (zoned ? WHOLE_MINUTES : "1000-01-02")
                + (zoned ? "' OR " + call.arg(1) + " >= TIMESTAMP '" + LAST_DAY : "") + "' THEN " + exact + " ELSE "
                + plain
                + " END");
    }

    /** Text of the plainest shapes is parsed by DuckDB, all other by the reference. */
    private static Optional<String> parse(FunctionCall call, String result) {
        return parsed(call, call.string(0).flatMap(DateFormat::shape), result, "true", "{0}");
    }

    /** What the clocks of a zone showed since all zones are whole minutes away from UTC. */
    private static Optional<String> zoned(FunctionCall call) {
        String zone = call.string(2).filter(Calendar::isNamed).orElse("");
        return zone.isEmpty()
                ? Optional.empty()
                : parsed(
                        call,
                        call.string(0).flatMap(DateFormat::shape),
                        Calendar.instant(call, "{0}", 2),
                        "{1} > TIMESTAMP '" + WHOLE_MINUTES + "' AND {1} < TIMESTAMP '" + LAST_DAY + "'",
                        "{0}, " + Literals.googleString(zone));
    }

    /**
     * @param result of what DuckDB parsed, which stands for {0}
     * @param condition under which it is right; {1} stands for what DuckDB parsed, or NULL
     * @param rest the reference's arguments after the format
     */
    private static Optional<String> parsed(
            FunctionCall call, Optional<DateFormat.Shape> known, String result, String condition, String rest) {
        return known.map(shape -> {
            String exact = ReferenceCall.expression(
                    call.name() + "(" + Literals.googleString(call.string(0).orElseThrow()) + ", " + rest + ")",
                    call.type(),
                    List.of(call.type(1)),
                    List.of(call.arg(1)),
                    call.name());
            String value = "strptime(" + call.arg(1) + ", " + Duck.string(shape.duckFormat()) + ")";
            List<String> values = List.of(value, "try_" + value);
            return "CASE WHEN regexp_full_match(" + call.arg(1) + ", " + Duck.string(shape.pattern()) + ") AND "
                    + FunctionCall.fill(condition, values) + " THEN " + FunctionCall.fill(result, values) + " ELSE "
                    + exact + " END";
        });
    }
}
