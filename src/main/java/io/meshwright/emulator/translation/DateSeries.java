package io.meshwright.emulator.translation;

import java.util.Map;
import java.util.Optional;

/** GENERATE_DATE_ARRAY and GENERATE_TIMESTAMP_ARRAY with a step known now. */
final class DateSeries {

    /** BigQuery's bound for the elements of a generated array. */
    static final int MOST = 1_048_575;

    static final String TOO_MANY = "Cannot generate arrays with more than " + MOST + " elements.";

    private static final Map<String, Long> DAYS = Map.of("DAY", 1L, "WEEK", 7L);
    private static final Map<String, Long> MONTHS = Map.of("MONTH", 1L, "QUARTER", 3L, "YEAR", 12L);

    private DateSeries() {}

    static Optional<String> dates(FunctionCall call) {
        Optional<Long> step = step(call);
        String part = call.size() > 3 ? call.part(3) : "DAY";
        if (step.isEmpty()) {
            return Optional.empty();
        }
        if (DAYS.containsKey(part)) {
            long days = step.get() * DAYS.get(part);
            return Optional.of(series(call, "{1} - {0}", days, "{0} + CAST(g * " + days + " AS INTEGER)"));
        }
        if (!MONTHS.containsKey(part)) {
            return Optional.empty();
        }
        long months = step.get() * MONTHS.get(part);
        return Optional.of(call.fill("CAST(generate_series(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP), to_months("
                + months + ")) AS DATE[])"));
    }

    static Optional<String> timestamps(FunctionCall call) {
        Long unit = DateParts.MICROS.get(call.part(3));
        if (unit == null || step(call).isEmpty()) {
            return Optional.empty();
        }
        long micros = step(call).get() * unit;
        return Optional.of(series(
                call,
                "epoch_us({1}) - epoch_us({0})",
                micros,
                "make_timestamp(epoch_us({0}) + g * CAST(" + micros + " AS BIGINT))"));
    }

    private static Optional<Long> step(FunctionCall call) {
        return call.size() == 2
                ? Optional.of(1L)
                : call.integer(2).filter(step -> step != 0 && Math.abs(step) < 1_000_000_000);
    }

    /** One element for each whole step that lies between the bounds, from the first on. */
    private static String series(FunctionCall call, String distance, long step, String element) {
        String steps = (step > 0 ? "(" : "(-(") + distance + (step > 0 ? ")" : "))") + " // " + Math.abs(step);
        String far = (step > 0 ? "{0} > {1}" : "{0} < {1}");
        return call.fill("CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL WHEN " + far + " THEN [] WHEN " + steps
                + " >= " + MOST + " THEN CAST(error('" + TOO_MANY + "') AS " + DuckType.of(call.type())
                + ") ELSE list_transform(range(CAST(1 + " + steps + " AS BIGINT)), lambda g: " + element + ") END");
    }
}
