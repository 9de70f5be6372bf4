package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Dates and times. Time zones by name go to DuckDB, offsets to the reference. */
final class DateForms {

    private static final Pattern NAMED_ZONE = Pattern.compile("UTC|[A-Za-z]+/[A-Za-z_/]+");
    private static final List<String> WEEKDAYS =
            List.of("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY");
    private static final Map<String, Long> MICROS = Map.of(
            "MICROSECOND", 1L,
            "MILLISECOND", 1_000L,
            "SECOND", 1_000_000L,
            "MINUTE", 60_000_000L,
            "HOUR", 3_600_000_000L,
            "DAY", 86_400_000_000L);
    private static final Set<String> MONTHS = Set.of("MONTH", "QUARTER", "YEAR");

    private DateForms() {}

    static void register(Map<String, FunctionForm> forms) {
        forms.put(
                "current_date",
                FunctionForm.of("CAST(now() AT TIME ZONE 'UTC' AS DATE)").withArguments(0));
        forms.put("current_timestamp", FunctionForm.of("CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP)"));
        forms.put(
                "current_datetime",
                FunctionForm.of("CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP)").withArguments(0));
        forms.put(
                "current_time",
                FunctionForm.of("CAST(now() AT TIME ZONE 'UTC' AS TIME)").withArguments(0));
        forms.put("date", DateForms::date);
        forms.put("datetime", DateForms::datetime);
        forms.put("timestamp", DateForms::timestamp);
        forms.put("timestamp_seconds", FunctionForm.of("make_timestamp({0} * 1000000)"));
        forms.put("timestamp_millis", FunctionForm.of("make_timestamp({0} * 1000)"));
        forms.put("timestamp_micros", FunctionForm.of("make_timestamp({0})"));
        forms.put("unix_seconds", FunctionForm.of(floored("1000000")));
        forms.put("unix_millis", FunctionForm.of(floored("1000")));
        forms.put("unix_micros", FunctionForm.of("epoch_us({0})"));
        forms.put("unix_date", FunctionForm.of("CAST({0} - DATE '1970-01-01' AS BIGINT)"));
        forms.put("date_from_unix_date", FunctionForm.of("(DATE '1970-01-01' + CAST({0} AS INTEGER))"));
        for (String type : List.of("date", "datetime", "timestamp")) {
            forms.put(type + "_add", call -> add(call, "+"));
            forms.put(type + "_sub", call -> add(call, "-"));
            forms.put(type + "_trunc", DateForms::truncate);
        }
        forms.put("date_diff", DateForms::boundaries);
        forms.put("datetime_diff", DateForms::boundaries);
        forms.put("timestamp_diff", DateForms::elapsed);
        forms.put("$extract", DateForms::extract);
        forms.put("$extract_date", DateForms::date);
        forms.put("last_day", FunctionForm.of("last_day({0})").withArguments(1).whenAll(TypeKind.TYPE_DATE));
        forms.put("format_date", call -> format(call, Optional.of(call.arg(1))));
        forms.put("format_datetime", call -> format(call, Optional.of(call.arg(1))));
        forms.put("format_timestamp", call -> format(call, local(call, 1, 2)));
        forms.put("parse_date", call -> parse(call, "CAST({0} AS DATE)"));
        forms.put("parse_datetime", call -> parse(call, "{0}"));
        forms.put("parse_timestamp", call -> call.size() == 2 ? parse(call, "{0}") : Optional.empty());
    }

    private static String floored(String divisor) {
        return "CAST((epoch_us({0}) - ((epoch_us({0}) % " + divisor + ") + " + divisor + ") % " + divisor + ") // "
                + divisor + " AS BIGINT)";
    }

    /** A timestamp as the clocks of a zone show it, when the zone is given by a name known now. */
    private static Optional<String> local(FunctionCall call, int timestamp, int zone) {
        if (call.size() <= zone) {
            return Optional.of(call.arg(timestamp));
        }
        return call.string(zone)
                .filter(name -> NAMED_ZONE.matcher(name).matches())
                .map(name -> name.equals("UTC")
                        ? call.arg(timestamp)
                        : "(" + call.arg(timestamp) + " AT TIME ZONE 'UTC' AT TIME ZONE " + call.arg(zone) + ")");
    }

    private static Optional<String> date(FunctionCall call) {
        if (call.size() == 3) {
            return Optional.of(call.fill("make_date({*})"));
        }
        boolean fromTime = call.kind(0) == TypeKind.TYPE_TIMESTAMP || call.kind(0) == TypeKind.TYPE_DATETIME;
        if (call.kind(0) == TypeKind.TYPE_DATE) {
            return Optional.of(call.arg(0));
        }
        return fromTime ? local(call, 0, 1).map(time -> "CAST(" + time + " AS DATE)") : Optional.empty();
    }

    private static Optional<String> datetime(FunctionCall call) {
        return switch (call.kind(0)) {
            case TYPE_TIMESTAMP -> local(call, 0, 1);
            case TYPE_DATETIME -> Optional.of(call.arg(0));
            case TYPE_DATE ->
                call.size() == 1
                        ? Optional.of("CAST(" + call.arg(0) + " AS TIMESTAMP)")
                        : Optional.of(call.fill("({0} + {1})"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> timestamp(FunctionCall call) {
        boolean civil = call.kind(0) == TypeKind.TYPE_DATE
                || call.kind(0) == TypeKind.TYPE_DATETIME
                || call.kind(0) == TypeKind.TYPE_TIMESTAMP;
        return civil && call.size() == 1 ? Optional.of("CAST(" + call.arg(0) + " AS TIMESTAMP)") : Optional.empty();
    }

    private static Optional<String> add(FunctionCall call, String sign) {
        String part = call.part(2);
        boolean date = call.kind(0) == TypeKind.TYPE_DATE;
        boolean timestamp = call.kind(0) == TypeKind.TYPE_TIMESTAMP;
        if (date && part.equals("DAY")) {
            return Optional.of(call.fill("({0} " + sign + " CAST({1} AS INTEGER))"));
        }
        String interval = interval(call.arg(1), part, timestamp);
        if (interval.isEmpty()) {
            return Optional.empty();
        }
        String sum = "(" + call.arg(0) + " " + sign + " " + interval + ")";
        return Optional.of(date ? "CAST(" + sum + " AS DATE)" : sum);
    }

    private static String interval(String count, String part, boolean exactDays) {
        String whole = "CAST(" + count + " AS INTEGER)";
        return switch (part) {
            case "YEAR" -> "to_years(" + whole + ")";
            case "QUARTER" -> "to_months(CAST(3 * " + count + " AS INTEGER))";
            case "MONTH" -> "to_months(" + whole + ")";
            case "WEEK" -> "to_days(CAST(7 * " + count + " AS INTEGER))";
            case "DAY" -> exactDays ? "to_hours(24 * " + count + ")" : "to_days(" + whole + ")";
            case "HOUR", "MINUTE" -> "to_" + part.toLowerCase(java.util.Locale.ROOT) + "s(" + count + ")";
            case "SECOND", "MILLISECOND", "MICROSECOND" -> "to_microseconds(" + MICROS.get(part) + " * " + count + ")";
            default -> "";
        };
    }

    /** How many boundaries of the part lie between two civil times. */
    private static Optional<String> boundaries(FunctionCall call) {
        boolean civil = call.all(TypeKind.TYPE_DATE, TypeKind.TYPE_ENUM)
                || call.all(TypeKind.TYPE_DATETIME, TypeKind.TYPE_ENUM);
        if (!civil) {
            return Optional.empty();
        }
        String part = call.part(2);
        if (part.startsWith("WEEK") || part.equals("ISOWEEK")) {
            String later = week("CAST(" + call.arg(0) + " AS DATE)", part);
            String earlier = week("CAST(" + call.arg(1) + " AS DATE)", part);
            return Optional.of("(date_diff('day', " + earlier + ", " + later + ") // 7)");
        }
        if (part.equals("ISOYEAR")) {
            return Optional.of(call.fill("(isoyear({0}) - isoyear({1}))"));
        }
        boolean known = MICROS.containsKey(part) || MONTHS.contains(part);
        return known
                ? Optional.of("date_diff('" + part.toLowerCase(java.util.Locale.ROOT) + "', " + call.arg(1) + ", "
                        + call.arg(0) + ")")
                : Optional.empty();
    }

    /** How many whole units passed between two instants. */
    private static Optional<String> elapsed(FunctionCall call) {
        Long micros = MICROS.get(call.part(2));
        return micros != null && call.kind(0) == TypeKind.TYPE_TIMESTAMP
                ? Optional.of("((epoch_us(" + call.arg(0) + ") - epoch_us(" + call.arg(1) + ")) // " + micros + ")")
                : Optional.empty();
    }

    /** The day its week began. */
    private static String week(String date, String part) {
        int first = part.equals("ISOWEEK") ? 1 : Math.max(0, WEEKDAYS.indexOf(part.replace("WEEK_", "")));
        return "(" + date + " - CAST((dayofweek(" + date + ") + " + (7 - first) + ") % 7 AS INTEGER))";
    }

    private static Optional<String> truncate(FunctionCall call) {
        String part = call.part(1);
        boolean zoned = call.size() > 2;
        boolean fine = MICROS.containsKey(part) && !part.equals("DAY");
        boolean date = call.kind(0) == TypeKind.TYPE_DATE;
        if (fine) {
            return zoned || date
                    ? Optional.empty()
                    : Optional.of("date_trunc('" + part.toLowerCase(java.util.Locale.ROOT) + "', " + call.arg(0) + ")");
        }
        if (!zoned && !date && (MONTHS.contains(part) || part.equals("DAY"))) {
            return Optional.of("date_trunc('" + part.toLowerCase(java.util.Locale.ROOT) + "', " + call.arg(0) + ")");
        }
        return local(call, 0, 2).flatMap(time -> {
            Optional<String> day = truncated(date ? time : "CAST(" + time + " AS DATE)", part);
            return day.map(start -> date
                    ? start
                    : backFrom(zoned && !call.string(2).orElse("UTC").equals("UTC"), start, call));
        });
    }

    private static String backFrom(boolean zoned, String day, FunctionCall call) {
        return zoned
                ? "(CAST(" + day + " AS TIMESTAMP) AT TIME ZONE " + call.arg(2) + " AT TIME ZONE 'UTC')"
                : "CAST(" + day + " AS TIMESTAMP)";
    }

    private static Optional<String> truncated(String date, String part) {
        if (part.startsWith("WEEK") || part.equals("ISOWEEK")) {
            return Optional.of(week(date, part));
        }
        return switch (part) {
            case "DAY" -> Optional.of(date);
            case "MONTH", "QUARTER", "YEAR" ->
                Optional.of(
                        "CAST(date_trunc('" + part.toLowerCase(java.util.Locale.ROOT) + "', " + date + ") AS DATE)");
            case "ISOYEAR" -> Optional.of(week("make_date(isoyear(" + date + "), 1, 4)", "ISOWEEK"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> extract(FunctionCall call) {
        if (call.kind(0) == TypeKind.TYPE_INTERVAL) {
            return Optional.empty();
        }
        String part = call.part(1);
        return local(call, 0, 2).flatMap(time -> Optional.ofNullable(extracted(time, part)));
    }

    private static String extracted(String time, String part) {
        if (part.startsWith("WEEK")) {
            int first = Math.max(0, WEEKDAYS.indexOf(part.replace("WEEK_", "")));
            return "((dayofyear(" + time + ") + 6 - (dayofweek(" + time + ") + " + (7 - first) + ") % 7) // 7)";
        }
        return switch (part) {
            case "YEAR", "QUARTER", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "ISOYEAR", "DAYOFYEAR" ->
                part.toLowerCase(java.util.Locale.ROOT) + "(" + time + ")";
            case "DAYOFWEEK" -> "(dayofweek(" + time + ") + 1)";
            case "ISOWEEK" -> "weekofyear(" + time + ")";
            case "MILLISECOND" -> "(millisecond(" + time + ") % 1000)";
            case "MICROSECOND" -> "(microsecond(" + time + ") % 1000000)";
            case "DATE" -> "CAST(" + time + " AS DATE)";
            default -> null;
        };
    }

    /** Years before 1000 are printed without zeros in front, by the reference. */
    private static Optional<String> format(FunctionCall call, Optional<String> time) {
        Optional<String> format = call.string(0).flatMap(DateFormat::duck);
        if (format.isEmpty() || time.isEmpty()) {
            return Optional.empty();
        }
        String plain = "strftime(" + time.get() + ", " + Duck.string(format.get()) + ")";
        if (!format.get().contains("%Y")) {
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
        return Optional.of("CASE WHEN year(" + time.get() + ") < 1000 THEN " + exact + " ELSE " + plain + " END");
    }

    /** Text of the plainest shapes is parsed by DuckDB, all other by the reference. */
    private static Optional<String> parse(FunctionCall call, String result) {
        return call.string(0).flatMap(DateFormat::shape).map(shape -> {
            String exact = ReferenceCall.expression(
                    call.name() + "(" + Literals.googleString(call.string(0).orElseThrow()) + ", {0})",
                    call.type(),
                    List.of(call.type(1)),
                    List.of(call.arg(1)),
                    call.name());
            String parsed = FunctionCall.fill(
                    result, List.of("strptime(" + call.arg(1) + ", " + Duck.string(shape.duckFormat()) + ")"));
            return "CASE WHEN regexp_full_match(" + call.arg(1) + ", " + Duck.string(shape.pattern()) + ") THEN "
                    + parsed + " ELSE " + exact + " END";
        });
    }
}
