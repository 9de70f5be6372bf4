package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.Optional;
import java.util.regex.Pattern;

/** Civil times of time zones, and the years from 1 to 9999 that GoogleSQL's calendar has. */
final class Calendar {

    private static final Pattern NAMED_ZONE = Pattern.compile("UTC|[A-Za-z]+/[A-Za-z_/]+");

    private static final String MICROSECONDS = "%Y-%m-%d %H:%M:%S.%f";

    private Calendar() {}

    /** A date, or an error where it lies outside of the calendar. */
    static String date(String sql) {
        return date(sql, overflow("DATE"));
    }

    /** @param failure stands in for a date outside of the calendar */
    static String date(String sql, String failure) {
        return checked(sql, "DATE '0001-01-01'", "DATE '9999-12-31'", failure);
    }

    /** A TIMESTAMP or DATETIME, or an error where it lies outside of the calendar. */
    static String time(String sql) {
        return time(sql, overflow("TIMESTAMP"));
    }

    /** @param failure stands in for a time outside of the calendar */
    static String time(String sql, String failure) {
        return checked(sql, "TIMESTAMP '0001-01-01 00:00:00'", "TIMESTAMP '9999-12-31 23:59:59.999999'", failure);
    }

    private static String checked(String sql, String first, String last, String failure) {
        return "CASE WHEN " + sql + " < " + first + " OR " + sql + " > " + last + " THEN " + failure + " ELSE " + sql
                + " END";
    }

    static String overflow(String type) {
        return Duck.failure("'" + type + " value out of range: allowed are 0001-01-01 to 9999-12-31'", type);
    }

    /** The error of a date or time that some parts, such as days, take out of the calendar. */
    static String overflow(TypeKind kind, String value, String sign, String count, String part) {
        boolean subtracts = kind == TypeKind.TYPE_DATETIME && sign.equals("-");
        String number = sign.equals("-") && !subtracts ? "-CAST(" + count + " AS HUGEINT)" : count;
        String shown =
                switch (kind) {
                    case TYPE_DATE -> "' date ' || CAST(" + value + " AS VARCHAR)";
                    case TYPE_TIMESTAMP -> "' timestamp ' || strftime(" + value + ", '" + MICROSECONDS + "+00')";
                    default ->
                        "' datetime ' || regexp_replace(strftime(" + value + ", '" + MICROSECONDS
                                + "'), '([.]000000|000)$', '')";
                };
        return Duck.failure(
                "'" + (subtracts ? "Subtracting " : "Adding ") + "' || (" + number + ") || ' " + part
                        + (subtracts ? " from'" : " to'") + " || " + shown + " || ' causes overflow'",
                kind == TypeKind.TYPE_DATE ? "DATE" : "TIMESTAMP");
    }

    /** A timestamp as the clocks of a zone show it, an error outside of the calendar; see {@link #clock}. */
    static Optional<String> local(FunctionCall call, int timestamp, int zone) {
        String time = call.arg(timestamp);
        return clock(call, timestamp, zone)
                .map(local -> local.equals(time)
                        ? time
                        : "CASE WHEN " + time + " < TIMESTAMP '0001-01-02' OR " + time
                                + " >= TIMESTAMP '9999-12-31' THEN " + time(local) + " ELSE " + local + " END");
    }

    /** A timestamp as the clocks of a zone show it, when the zone is given by a name known now. */
    static Optional<String> clock(FunctionCall call, int timestamp, int zone) {
        if (call.size() <= zone || call.string(zone).orElse("").equals("UTC")) {
            return Optional.of(call.arg(timestamp));
        }
        return call.string(zone)
                .filter(name -> NAMED_ZONE.matcher(name).matches())
                .map(name -> shown(call.arg(timestamp), call.arg(zone)));
    }

    /** Whether DuckDB knows a zone by its name. */
    static boolean isNamed(String zone) {
        return NAMED_ZONE.matcher(zone).matches();
    }

    /** The first instant at which the clocks of a zone, named by argument {@code zone}, show a civil time. */
    static String instant(FunctionCall call, String civil, int zone) {
        boolean elsewhere = call.size() > zone && !call.string(zone).orElse("").equals("UTC");
        return elsewhere ? first(civil, call.arg(zone)) : civil;
    }

    /** DuckDB takes the last: where the zone's offset was another a day before, the time by that offset may be meant. */
    private static String first(String civil, String zone) {
        String last = "(" + civil + " AT TIME ZONE " + zone + " AT TIME ZONE 'UTC')";
        String dayBefore = "(" + last + " - INTERVAL 25 HOUR)";
        String shown = shown(dayBefore, zone);
        String first = "(" + civil + " - (" + shown + " - " + dayBefore + "))";
        return "CASE WHEN " + shown + " = " + civil + " - INTERVAL 25 HOUR OR " + shown(first, zone) + " <> " + civil
                + " THEN " + last + " ELSE least(" + first + ", " + last + ") END";
    }

    private static String shown(String instant, String zone) {
        return "(" + instant + " AT TIME ZONE 'UTC' AT TIME ZONE " + zone + ")";
    }
}
