package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Dates and times. Time zones by name go to DuckDB, offsets to the reference. */
final class DateForms {

    private static final long MODERATE = 1000;

    /** No more of a unit than this lie between any two dates of the calendar. */
    private static final Map<String, Long> LARGEST_COUNT = Map.of(
            "YEAR", 10_000L,
            "QUARTER", 40_000L,
            "MONTH", 120_000L,
            "WEEK", 530_000L,
            "DAY", 3_700_000L,
            "HOUR", 88_000_000L,
            "MINUTE", 5_300_000_000L,
            "SECOND", 320_000_000_000L,
            "MILLISECOND", 320_000_000_000_000L,
            "MICROSECOND", 320_000_000_000_000_000L);

    private static final String UNCONVERTIBLE = " cannot be converted into a TIMESTAMP, because it would be out of the"
            + " allowed range between -62135596800000000 to 253402300799999999 (microseconds)";

    private DateForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("current_timestamp", FunctionForm.of(PresentMoment.TIMESTAMP));
        for (String name : PresentMoment.FUNCTIONS) {
            forms.put(name, call -> Optional.of(PresentMoment.write(call, StatementRequest.UTC)));
        }
        forms.put("date", DateForms::date);
        forms.put("datetime", DateForms::datetime);
        forms.put("timestamp", DateForms::timestamp);
        forms.put("timestamp_seconds", instant(1_000_000));
        forms.put("timestamp_millis", instant(1000));
        forms.put("timestamp_micros", instant(1));
        forms.put("unix_seconds", FunctionForm.of(floored("1000000")));
        forms.put("unix_millis", FunctionForm.of(floored("1000")));
        forms.put("unix_micros", FunctionForm.of("epoch_us({0})"));
        forms.put("unix_date", FunctionForm.of("CAST({0} - DATE '1970-01-01' AS BIGINT)"));
        forms.put(
                "date_from_unix_date",
                FunctionForm.of(
                        "CASE WHEN {0} BETWEEN -719162 AND 2932896 THEN DATE '1970-01-01' + TRY_CAST({0} AS INTEGER)"
                                + " WHEN {0} IS NOT NULL THEN "
                                + Duck.failure(
                                        "'DATE_FROM_UNIX_DATE range is -719162 to 2932896 but saw ' || {0}", "DATE")
                                + " END"));
        for (String type : List.of("date", "datetime", "timestamp")) {
            forms.put(type + "_add", call -> add(call, "+"));
            forms.put(type + "_sub", call -> add(call, "-"));
        }
        forms.put("$extract_date", DateForms::date);
        forms.put("$extract_time", DateForms::clockTime);
        forms.put("$extract_datetime", DateForms::datetime);
        forms.put("time", DateForms::clockTime);
        TimeForms.register(forms);
    }

    /** From a count of units since 1970, {@code perUnit} microseconds each. */
    private static FunctionForm instant(long perUnit) {
        long first = -62_135_596_800_000_000L / perUnit;
        long last = 253_402_300_799_999_999L / perUnit;
        return FunctionForm.of("CASE WHEN {0} BETWEEN " + first + " AND " + last + " THEN make_timestamp({0} * "
                + perUnit + ") WHEN {0} IS NOT NULL THEN "
                + Duck.failure("'Input value ' || {0} || '" + UNCONVERTIBLE + "'", "TIMESTAMP") + " END");
    }

    private static String floored(String divisor) {
        return "CAST((epoch_us({0}) - ((epoch_us({0}) % " + divisor + ") + " + divisor + ") % " + divisor + ") // "
                + divisor + " AS BIGINT)";
    }

    private static Optional<String> date(FunctionCall call) {
        if (call.size() == 3) {
            Optional<String> constant = constantDate(call);
            if (constant.isPresent()) {
                return constant;
            }
            return Optional.of(call.fill("CASE WHEN {0} BETWEEN 1 AND 9999 AND {1} BETWEEN 1 AND 12 AND {2} BETWEEN 1"
                    + " AND 31 THEN make_date({*})"
                    + " WHEN {0} IS NOT NULL AND {1} IS NOT NULL AND {2} IS NOT NULL THEN "
                    + Duck.failure("printf('Input calculates to invalid date: %04d-%02d-%02d', {0}, {1}, {2})", "DATE")
                    + " END"));
        }
        boolean fromTime = call.kind(0) == TypeKind.TYPE_TIMESTAMP || call.kind(0) == TypeKind.TYPE_DATETIME;
        if (call.kind(0) == TypeKind.TYPE_DATE) {
            return Optional.of(call.arg(0));
        }
        return fromTime ? Calendar.local(call, 0, 1).map(time -> "CAST(" + time + " AS DATE)") : Optional.empty();
    }

    private static Optional<String> constantDate(FunctionCall call) {
        boolean known = IntStream.range(0, 3).allMatch(i -> call.integer(i)
                .filter(part -> part > 0 && part < 10_000)
                .isPresent());
        try {
            return known
                    ? Optional.of("DATE '"
                            + LocalDate.of(
                                    call.integer(0).get().intValue(),
                                    call.integer(1).get().intValue(),
                                    call.integer(2).get().intValue())
                            + "'")
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> datetime(FunctionCall call) {
        return switch (call.kind(0)) {
            case TYPE_TIMESTAMP -> Calendar.local(call, 0, 1);
            case TYPE_DATETIME -> Optional.of(call.arg(0));
            case TYPE_DATE ->
                call.size() == 1
                        ? Optional.of("CAST(" + call.arg(0) + " AS TIMESTAMP)")
                        : Optional.of(call.fill("({0} + {1})"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> clockTime(FunctionCall call) {
        if (call.size() == 3) {
            return TimeForms.civil(call);
        }
        boolean fromTime = call.kind(0) == TypeKind.TYPE_TIMESTAMP || call.kind(0) == TypeKind.TYPE_DATETIME;
        return fromTime ? Calendar.clock(call, 0, 1).map(time -> "CAST(" + time + " AS TIME)") : Optional.empty();
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
        String interval = date && part.equals("DAY")
                ? "TRY_CAST(" + call.arg(1) + " AS INTEGER)"
                : interval(call.arg(1), part, call.kind(0) == TypeKind.TYPE_TIMESTAMP);
        if (interval.isEmpty()) {
            return Optional.empty();
        }
        String sum = "(" + call.arg(0) + " " + sign + " " + interval + ")";
        String overflow = Calendar.overflow(call.kind(0), call.arg(0), sign, call.arg(1), part);
        String checked = date ? Calendar.date("CAST(" + sum + " AS DATE)", overflow) : Calendar.time(sum, overflow);
        boolean moderate =
                call.integer(1).filter(count -> Math.abs(count) < MODERATE).isPresent();
        return Optional.of(
                moderate
                        ? checked
                        : "CASE WHEN " + call.arg(0) + " IS NULL OR " + call.arg(1) + " IS NULL THEN NULL WHEN "
                                + call.arg(1) + " NOT BETWEEN " + -LARGEST_COUNT.get(part) + " AND "
                                + LARGEST_COUNT.get(part) + " THEN " + overflow + " ELSE " + checked + " END");
    }

    private static String interval(String count, String part, boolean exactDays) {
        // As in Casts: a CAST of a struct's field is computed before the CASE that guards it.
        String whole = "TRY_CAST(" + count + " AS INTEGER)";
        return switch (part) {
            case "YEAR" -> "to_years(" + whole + ")";
            case "QUARTER" -> "to_months(CAST(3 * " + count + " AS INTEGER))";
            case "MONTH" -> "to_months(" + whole + ")";
            case "WEEK" -> "to_days(CAST(7 * " + count + " AS INTEGER))";
            case "DAY" -> exactDays ? "to_hours(24 * " + count + ")" : "to_days(" + whole + ")";
            case "HOUR", "MINUTE" -> "to_" + part.toLowerCase(Locale.ROOT) + "s(" + count + ")";
            case "SECOND", "MILLISECOND", "MICROSECOND" ->
                "to_microseconds(" + DateParts.MICROS.get(part) + " * " + count + ")";
            default -> "";
        };
    }
}
