package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCall;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Times of the day, and the buckets of dates and times. */
final class TimeForms {

    private static final long DAY = 86_400_000_000L;

    /** Buckets of more days, and times near the calendar's ends, are the reference's. */
    private static final long WIDEST = 30_000;

    private TimeForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("time_add", call -> moved(call, "+"));
        forms.put("time_sub", call -> moved(call, "-"));
        forms.put("time_diff", call -> unit(call, 2)
                .map(unit -> "(epoch_us(" + call.arg(0) + ") // " + unit + " - epoch_us(" + call.arg(1) + ") // " + unit
                        + ")"));
        forms.put("time_trunc", call -> unit(call, 1)
                .map(unit -> time("epoch_us(" + call.arg(0) + ") // " + unit + " * " + unit)));
        forms.put("date_bucket", call -> bucket(call, "DATE"));
        forms.put("datetime_bucket", call -> bucket(call, "DATETIME"));
        forms.put("timestamp_bucket", call -> bucket(call, "TIMESTAMP"));
    }

    private static String time(String micros) {
        return "CAST(make_timestamp(" + micros + ") AS TIME)";
    }

    private static Optional<Long> unit(FunctionCall call, int part) {
        String name = call.part(part);
        return name.equals("DAY") ? Optional.empty() : Optional.ofNullable(DateParts.MICROS.get(name));
    }

    /** Around the clock. */
    private static Optional<String> moved(FunctionCall call, String sign) {
        return unit(call, 2)
                .map(unit -> time("(epoch_us(" + call.arg(0) + ") " + sign + " " + call.arg(1) + " % " + DAY / unit
                        + " * " + unit + " + " + DAY + ") % " + DAY));
    }

    /** Hours, minutes and seconds of a day. */
    static Optional<String> civil(FunctionCall call) {
        return Optional.of(call.fill("CASE WHEN {0} BETWEEN 0 AND 23 AND {1} BETWEEN 0 AND 59 AND {2} BETWEEN 0 AND 59"
                        + " THEN make_time({0}, {1}, {2}) ELSE ")
                + reference(call, "TIME({0}, {1}, {2})") + " END");
    }

    private static Optional<String> bucket(FunctionCall call, String type) {
        boolean isDate = type.equals("DATE");
        Optional<Long> micros = width(call.arguments().get(1));
        if (micros.isEmpty()
                || micros.get() <= 0
                || micros.get() > WIDEST * DAY
                || (isDate && micros.get() % DAY != 0)) {
            return Optional.empty();
        }
        String duck = isDate ? "DATE" : "TIMESTAMP";
        String origin = call.size() > 2 ? call.arg(2) : duck + " '1950-01-01'";
        long width = isDate ? micros.get() / DAY : micros.get();
        String distance = isDate
                ? "(" + call.arg(0) + " - " + origin + ")"
                : "(epoch_us(" + call.arg(0) + ") - epoch_us(" + origin + "))";
        String rest = "((" + distance + " % " + width + " + " + width + ") % " + width + ")";
        String start = isDate
                ? call.arg(0) + " - CAST(" + rest + " AS INTEGER)"
                : "make_timestamp(epoch_us(" + call.arg(0) + ") - " + rest + ")";
        String name = call.name().toUpperCase(java.util.Locale.ROOT);
        String same = name + "({0}, INTERVAL " + micros.get() / (isDate ? DAY : 1) + (isDate ? " DAY" : " MICROSECOND")
                + (call.size() > 2 ? ", {2}" : "") + ")";
        return Optional.of("CASE WHEN " + call.arg(0) + " IS NULL THEN NULL WHEN " + call.arg(0) + " > " + duck
                + " '0100-01-01'" + (call.size() > 2 ? " AND " + origin + " IS NOT NULL" : "") + " THEN " + start
                + " ELSE "
                + reference(call, same) + " END");
    }

    /** Of a constant INTERVAL without months, in microseconds. */
    private static Optional<Long> width(ResolvedExpr interval) {
        if (interval instanceof ResolvedLiteral literal && !literal.getValue().isNull()) {
            var value = literal.getValue().getIntervalValue();
            return value.months() == 0 && Math.abs(value.days()) <= WIDEST && (value.days() == 0 || value.micros() == 0)
                    ? Optional.of(value.days() * DAY + value.micros())
                    : Optional.empty();
        }
        if (interval instanceof ResolvedFunctionCall call
                && call.getFunction().getName().equals("$interval")
                && call.getArgumentList().get(0) instanceof ResolvedLiteral count
                && !count.getValue().isNull()
                && call.getArgumentList().get(1) instanceof ResolvedLiteral part) {
            String name = part.getValue().getEnumName();
            Long unit = name.equals("DAY")
                    ? Long.valueOf(DAY)
                    : name.equals("WEEK") ? Long.valueOf(7 * DAY) : DateParts.MICROS.get(name);
            long number = count.getValue().getInt64Value();
            return unit == null || number <= 0 || number > WIDEST * DAY / unit
                    ? Optional.empty()
                    : Optional.of(number * unit);
        }
        return Optional.empty();
    }

    /** The call itself, by the reference, for what is rare. */
    private static String reference(FunctionCall call, String template) {
        List<Type> types = new ArrayList<>();
        call.arguments().forEach(argument -> types.add(argument.getType()));
        return ReferenceCall.expression(
                template, call.type(), types, call.sql(), call.name().toUpperCase(java.util.Locale.ROOT));
    }
}
