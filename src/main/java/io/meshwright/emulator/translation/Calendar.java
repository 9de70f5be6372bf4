package io.meshwright.emulator.translation;

import java.util.Optional;
import java.util.regex.Pattern;

/** Civil times of time zones, and the years from 1 to 9999 that GoogleSQL's calendar has. */
final class Calendar {

    private static final Pattern NAMED_ZONE = Pattern.compile("UTC|[A-Za-z]+/[A-Za-z_/]+");

    private Calendar() {}

    /** A date, or an error where it lies outside of the calendar. */
    static String date(String sql) {
        return checked(sql, "DATE '0001-01-01'", "DATE '9999-12-31'", "DATE");
    }

    /** A TIMESTAMP or DATETIME, or an error where it lies outside of the calendar. */
    static String time(String sql) {
        return checked(sql, "TIMESTAMP '0001-01-01 00:00:00'", "TIMESTAMP '9999-12-31 23:59:59.999999'", "TIMESTAMP");
    }

    private static String checked(String sql, String first, String last, String type) {
        return "CASE WHEN " + sql + " < " + first + " OR " + sql + " > " + last + " THEN " + overflow(type) + " ELSE "
                + sql + " END";
    }

    static String overflow(String type) {
        return "CAST(error('" + type + " value out of range: allowed are 0001-01-01 to 9999-12-31') AS " + type + ")";
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
