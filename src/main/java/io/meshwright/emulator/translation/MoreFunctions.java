package io.meshwright.emulator.translation;

import io.meshwright.sql.UndocumentedFunctions;
import java.util.Set;
import java.util.stream.Collectors;

/** Functions of the GoogleSQL documentation that BigQuery's does not have: answered as the reference answers them. */
final class MoreFunctions {

    static final String CHAPTER = "GoogleSQL functions that BigQuery does not document";

    /** The first day after a date that has a name of the week, or its first three letters. */
    private static final String NEXT_DAY = "CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL"
            + " WHEN regexp_full_match(lower({1}), 'sun(day)?|mon(day)?|tue(sday)?|wed(nesday)?|thu(rsday)?|fri(day)?|sat(urday)?')"
            + " THEN {0} + CAST(1 + (list_position(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],"
            + " lower(left({1}, 3))) + 12 - isodow({0})) % 7 AS INTEGER)"
            + " ELSE CAST(error('Invalid day of the week: ' || {1}) AS DATE) END";

    /** A month has 31 days, save between the same days of two months and between the last. */
    private static final String MONTHS_BETWEEN = "CASE WHEN day({0}) = day({1})"
            + " OR (CAST({0} AS DATE) = last_day({0}) AND CAST({1} AS DATE) = last_day({1}))"
            + " THEN CAST((year({0}) - year({1})) * 12 + month({0}) - month({1}) AS DOUBLE)"
            + " ELSE (year({0}) - year({1})) * 12 + month({0}) - month({1}) + (day({0}) - day({1})"
            + " + (epoch(CAST({0} AS TIME)) - epoch(CAST({1} AS TIME))) / 86400) / 31.0::DOUBLE END";

    /** Those with a form in DuckDB, here or among the aggregate functions. */
    private static final Set<String> OTHERWISE = Set.of(
            "elementwise_avg", "elementwise_sum", "is_first", "months_between", "next_day", "nullifzero", "zeroifnull");

    private MoreFunctions() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("zeroifnull", FunctionForm.of("coalesce({0}, 0)"));
        forms.put("nullifzero", FunctionForm.of("nullif({0}, 0)"));
        forms.put("next_day", FunctionForm.of(NEXT_DAY));
        forms.put("months_between", FunctionForm.of(MONTHS_BETWEEN));
        forms.reference(UndocumentedFunctions.NAMES.stream()
                .filter(name -> !OTHERWISE.contains(name))
                .collect(Collectors.joining(" ")));
    }
}
