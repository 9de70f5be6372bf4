package io.meshwright.emulator.translation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Arrays. */
final class ArrayForms {

    /** Offsets below zero count from the end, DuckDB's places from one; both ends belong to the slice. */
    private static final String SLICE = "CASE WHEN {0} IS NULL OR {1} IS NULL OR {2} IS NULL THEN NULL ELSE"
            + " list_slice({0}, least(greatest(CASE WHEN {1} < 0 THEN {1} + len({0}) ELSE {1} END, 0), len({0})) + 1,"
            + " least(greatest(CASE WHEN {2} < 0 THEN {2} + len({0}) ELSE {2} END, -1), len({0}) - 1) + 1) END";

    private ArrayForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put(
                "$make_array",
                call -> Optional.of(
                        "CAST([" + String.join(", ", call.sql()) + "] AS " + DuckType.of(call.type()) + ")"));
        forms.put("array_length", FunctionForm.of("len({0})"));
        forms.put("array_concat", ArrayForms::concat);
        forms.put("array_reverse", FunctionForm.of("list_reverse({0})"));
        forms.put("array_to_string", ArrayForms::join);
        forms.put(
                "$safe_array_at_offset",
                FunctionForm.of("CASE WHEN {1} >= 0 AND {1} < len({0}) THEN ({0})[{1} + 1] END"));
        forms.put("$safe_array_at_ordinal", FunctionForm.of("CASE WHEN {1} >= 1 THEN ({0})[{1}] END"));
        forms.put("$array_at_offset", call -> element(call, 0));
        forms.put("$array_at_ordinal", call -> element(call, 1));
        forms.put("generate_array", ArrayForms::generate);
        forms.put("array_first", call -> end(call, "first", "{0}[1]"));
        forms.put("array_last", call -> end(call, "last", "{0}[-1]"));
        forms.put("array_slice", FunctionForm.of(SLICE));
        forms.put("generate_date_array", DateSeries::dates);
        forms.put("generate_timestamp_array", DateSeries::timestamps);
    }

    /** @param first the index of the first element */
    private static Optional<String> element(FunctionCall call, int first) {
        String failure = Duck.failure(
                "'Array index ' || {1} || ' is out of bounds (' || CASE WHEN {1} < " + first
                        + " THEN 'under' ELSE 'over' END || 'flow)'",
                DuckType.of(call.type()));
        return Optional.of(call.fill("CASE WHEN {0} IS NULL THEN NULL WHEN {1} < " + first + " OR {1} - " + first
                + " >= len({0}) THEN " + failure + " ELSE ({0})[{1} + " + (1 - first) + "] END"));
    }

    private static Optional<String> end(FunctionCall call, String which, String element) {
        return Optional.of(call.fill("CASE WHEN len({0}) = 0 THEN CAST(error('ARRAY_" + which.toUpperCase(Locale.ROOT)
                + " cannot get the " + which + " element of an empty array') AS " + DuckType.of(call.type()) + ") ELSE "
                + element + " END"));
    }

    /** NULL as soon as one of them is, unlike list_concat. */
    static Optional<String> concat(FunctionCall call) {
        String anyNull = call.sql().stream().map(arg -> arg + " IS NULL").collect(Collectors.joining(" OR "));
        String lists = call.sql().stream()
                .reduce((left, right) -> "list_concat(" + left + ", " + right + ")")
                .orElseThrow();
        return Optional.of("CASE WHEN " + anyNull + " THEN NULL ELSE " + lists + " END");
    }

    private static Optional<String> join(FunctionCall call) {
        if (!call.type(0).asArray().getElementType().isString()
                || call.string(1).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(call.fill(
                call.size() == 2
                        ? "CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL ELSE coalesce(array_to_string({0}, {1}), '') END"
                        : "CASE WHEN {2} IS NULL THEN NULL ELSE array_to_string(list_transform({0}, lambda s: coalesce(s,"
                                + " {2})), {1}) END"));
    }

    private static Optional<String> generate(FunctionCall call) {
        boolean whole = call.type().asArray().getElementType().isInt64();
        boolean step = call.size() == 2 || call.isNonZero(2);
        if (!whole || !step) {
            return Optional.empty();
        }
        String anyNull = "{0} IS NULL OR {1} IS NULL" + (call.size() > 2 ? " OR {2} IS NULL" : "");
        String each = call.size() > 2 ? " // {2}" : "";
        String tooMany = "(CAST({1} AS HUGEINT) - {0})" + each + " >= " + DateSeries.MOST;
        // DuckDB computes a constant series before it looks at the condition: it is none where it would be too long.
        String end = "CASE WHEN " + tooMany + " THEN {0} ELSE {1} END";
        return Optional.of(call.fill("CASE WHEN " + anyNull + " THEN NULL WHEN " + tooMany + " THEN CAST(error('"
                + DateSeries.TOO_MANY + "') AS BIGINT[]) ELSE generate_series({0}, " + end
                + (call.size() > 2 ? ", {2}" : "") + ") END"));
    }
}
