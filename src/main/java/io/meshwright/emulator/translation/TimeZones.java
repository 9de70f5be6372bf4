package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import java.util.Set;

/** Where the time zone of a statement decides what a function answers. */
final class TimeZones {

    /** Functions that see days, hours or texts in a TIMESTAMP. */
    private static final Set<String> BY_CALENDAR = Set.of(
            "date",
            "datetime",
            "time",
            "timestamp",
            "string",
            "format_date",
            "format_datetime",
            "format_timestamp",
            "parse_timestamp",
            "timestamp_bucket",
            "timestamp_trunc",
            "date_trunc",
            "datetime_trunc",
            "extract_date",
            "extract_datetime",
            "extract_time",
            "last_day");

    private TimeZones() {}

    /** Whether a call is to be answered in a zone that is not DuckDB's; refuses FORMAT, which would not heed it. */
    static boolean decide(FunctionCall call, String zone) {
        if (zone.equals(StatementRequest.UTC)) {
            return false;
        }
        String name = call.name();
        if (name.equals("format") && isOnTimestamp(call)) {
            throw new UnsupportedSql(
                    "FORMAT",
                    "FORMAT of TIMESTAMP values in the time zone " + zone + "; write FORMAT_TIMESTAMP or STRING");
        }
        return (BY_CALENDAR.contains(name) || name.startsWith("$extract")) && isOnTimestamp(call);
    }

    private static boolean isOnTimestamp(FunctionCall call) {
        return holdsTimestamp(call.type())
                || call.arguments().stream().anyMatch(argument -> holdsTimestamp(argument.getType()));
    }

    private static boolean holdsTimestamp(Type type) {
        if (type.isArray()) {
            return holdsTimestamp(type.asArray().getElementType());
        }
        return type.isTimestamp()
                || (type.isStruct()
                        && type.asStruct().getFieldList().stream().anyMatch(field -> holdsTimestamp(field.getType())));
    }
}
