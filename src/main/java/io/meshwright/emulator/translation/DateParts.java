package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parts of dates and times: extracted, truncated to, and counted between two of them. */
final class DateParts {

    static final Map<String, Long> MICROS = Map.of(
            "MICROSECOND", 1L,
            "MILLISECOND", 1_000L,
            "SECOND", 1_000_000L,
            "MINUTE", 60_000_000L,
            "HOUR", 3_600_000_000L,
            "DAY", 86_400_000_000L);

    private static final List<String> WEEKDAYS =
            List.of("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY");
    private static final Set<String> MONTHS = Set.of("MONTH", "QUARTER", "YEAR");

    private DateParts() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        for (String type : List.of("date", "datetime", "timestamp")) {
            forms.put(type + "_trunc", DateParts::truncate);
        }
        forms.put("date_diff", DateParts::boundaries);
        forms.put("datetime_diff", DateParts::boundaries);
        forms.put("timestamp_diff", DateParts::elapsed);
        forms.put("$extract", DateParts::extract);
        forms.put("last_day", DateParts::lastDay);
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
                ? Optional.of(
                        "date_diff('" + part.toLowerCase(Locale.ROOT) + "', " + call.arg(1) + ", " + call.arg(0) + ")")
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
                    : Optional.of("date_trunc('" + part.toLowerCase(Locale.ROOT) + "', " + call.arg(0) + ")");
        }
        if (!zoned && !date && (MONTHS.contains(part) || part.equals("DAY"))) {
            return Optional.of("date_trunc('" + part.toLowerCase(Locale.ROOT) + "', " + call.arg(0) + ")");
        }
        Optional<String> clock = part.equals("ISOYEAR") ? Calendar.local(call, 0, 2) : Calendar.clock(call, 0, 2);
        return clock.flatMap(time -> {
            Optional<String> day = truncated(date ? time : "CAST(" + time + " AS DATE)", part, call.kind(0));
            return day.map(start -> date
                    ? start
                    : backFrom(zoned && !call.string(2).orElse("UTC").equals("UTC"), start, call));
        });
    }

    private static String backFrom(boolean zoned, String day, FunctionCall call) {
        String midnight = "CAST(" + day + " AS TIMESTAMP)";
        return zoned ? Calendar.time(Calendar.instant(call, midnight, 2)) : midnight;
    }

    private static Optional<String> truncated(String date, String part, TypeKind kind) {
        if (part.startsWith("WEEK") || part.equals("ISOWEEK")) {
            String first = week(date, part);
            return Optional.of(
                    kind == TypeKind.TYPE_TIMESTAMP
                            ? Calendar.date(first)
                            : Calendar.date(first, outside("Truncating", date, part, first)));
        }
        return switch (part) {
            case "DAY" -> Optional.of(date);
            case "MONTH", "QUARTER", "YEAR" ->
                Optional.of("CAST(date_trunc('" + part.toLowerCase(Locale.ROOT) + "', " + date + ") AS DATE)");
            case "ISOYEAR" -> Optional.of(week("make_date(isoyear(" + date + "), 1, 4)", "ISOWEEK"));
            default -> Optional.empty();
        };
    }

    /** The error of a day out of the calendar, in the words of the reference. */
    private static String outside(String what, String date, String part, String day) {
        String shown = part.replaceFirst("^WEEK_(.*)", "WEEK($1)");
        return Duck.failure(
                "'" + what + " date ' || " + date + " || ' to " + shown
                        + " resulted in an out of range date value: ' || (" + day + " - DATE '1970-01-01')",
                "DATE");
    }

    private static Optional<String> lastDay(FunctionCall call) {
        String part = call.size() == 1 ? "MONTH" : call.part(1);
        String date = call.kind(0) == TypeKind.TYPE_DATE ? call.arg(0) : "CAST(" + call.arg(0) + " AS DATE)";
        return switch (part) {
            case "MONTH" -> Optional.of("last_day(" + date + ")");
            case "QUARTER" -> Optional.of("last_day(CAST(date_trunc('quarter', " + date + ") + to_months(2) AS DATE))");
            case "YEAR" -> Optional.of("make_date(year(" + date + "), 12, 31)");
            default -> {
                String last = "(" + week(date, part) + " + 6)";
                yield part.startsWith("WEEK") || part.equals("ISOWEEK")
                        ? Optional.of(Calendar.date(last, outside("Last day of", date, part, last)))
                        : Optional.empty();
            }
        };
    }

    private static Optional<String> extract(FunctionCall call) {
        if (call.kind(0) == TypeKind.TYPE_INTERVAL) {
            return Optional.empty();
        }
        String part = call.part(1);
        return Calendar.clock(call, 0, 2).flatMap(time -> Optional.ofNullable(extracted(time, part)));
    }

    private static String extracted(String time, String part) {
        if (part.startsWith("WEEK")) {
            int first = Math.max(0, WEEKDAYS.indexOf(part.replace("WEEK_", "")));
            return "((dayofyear(" + time + ") + 6 - (dayofweek(" + time + ") + " + (7 - first) + ") % 7) // 7)";
        }
        return switch (part) {
            case "YEAR", "QUARTER", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "ISOYEAR", "DAYOFYEAR" ->
                part.toLowerCase(Locale.ROOT) + "(" + time + ")";
            case "DAYOFWEEK" -> "(dayofweek(" + time + ") + 1)";
            case "ISOWEEK" -> "weekofyear(" + time + ")";
            case "MILLISECOND" -> "(millisecond(" + time + ") % 1000)";
            case "MICROSECOND" -> "(microsecond(" + time + ") % 1000000)";
            case "DATE" -> "CAST(" + time + " AS DATE)";
            default -> null;
        };
    }
}
