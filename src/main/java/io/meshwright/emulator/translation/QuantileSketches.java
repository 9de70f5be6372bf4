package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sketches of KLL_QUANTILES, exact here: the type and the text of all values, as JSON. Google's own are not read. */
final class QuantileSketches {

    private static final String CHAPTER = "KLL quantile functions";
    private static final List<String> TYPES = List.of("int64", "float64");

    private static final String BETWEEN = " must be between 1 and " + ApproximateQueries.MOST;

    private QuantileSketches() {}

    static void aggregates(FunctionTable<AggregateForm> table) {
        FunctionTable<AggregateForm>.Chapter forms = table.chapter(CHAPTER);
        forms.put("kll_quantiles.merge_partial", QuantileSketches::mergedSketch);
        for (String type : TYPES) {
            forms.put("kll_quantiles.init_" + type, call -> sketch(call, type));
            forms.put(
                    "kll_quantiles.merge_" + type,
                    call -> Optional.of(quantiles(merged(call, type), call.arg(1), call.name())));
            forms.put(
                    "kll_quantiles.merge_point_" + type,
                    call -> Optional.of(point(merged(call, type), call.arg(1), call.name())));
        }
    }

    static void scalars(FunctionTable<FunctionForm> table) {
        FunctionTable<FunctionForm>.Chapter forms = table.chapter(CHAPTER);
        for (String type : TYPES) {
            String all = "kll_quantiles.extract_" + type;
            String one = "kll_quantiles.extract_point_" + type;
            forms.put(all, FunctionForm.of(quantiles(values("{0}", type, all), "{1}", all)));
            forms.put(one, FunctionForm.of(point(values("{0}", type, one), "{1}", one)));
        }
    }

    private static Optional<String> sketch(AggregateCall call, String type) {
        boolean unweighted = call.size() < 3
                || (call.argument(2) instanceof ResolvedLiteral weight
                        && !weight.getValue().isNull()
                        && weight.getValue().getInt64Value() == 1);
        if (!unweighted) {
            throw new UnsupportedSql(call.name(), call.name().toUpperCase(Locale.ROOT) + " with weights");
        }
        call.filter(call.arg(0) + " IS NOT NULL");
        String values = call.filtered("list(CAST(" + call.arg(0) + " AS VARCHAR))");
        String precision = call.size() < 2 ? "1" : call.arg(1);
        String wrong = failure("The precision of " + call.name().toUpperCase(Locale.ROOT) + BETWEEN, "BLOB");
        return Optional.of("CASE WHEN NOT coalesce(" + precision + " BETWEEN 1 AND " + ApproximateQueries.MOST
                + ", FALSE) THEN " + wrong + " WHEN " + values + " IS NOT NULL THEN "
                + sketch("'" + type + "'", values) + " END");
    }

    private static String sketch(String type, String texts) {
        return "encode(CAST(to_json(struct_pack(kll := " + type + ", texts := " + texts + ")) AS VARCHAR))";
    }

    private static Optional<String> mergedSketch(AggregateCall call) {
        call.filter(call.arg(0) + " IS NOT NULL");
        String sketches = call.filtered("list(" + read(call.arg(0)) + ")");
        String types = "list_distinct(list_transform(k, lambda s: coalesce(s.kll, '')))";
        String texts = "flatten(list_transform(k, lambda s: s.texts))";
        return Optional.of("list_transform([" + sketches + "], lambda k: CASE WHEN " + types
                + " IN (['int64'], ['float64'])"
                + " THEN " + sketch("k[1].kll", texts) + " WHEN k IS NOT NULL THEN " + error(call.name(), "BLOB")
                + " END)[1]");
    }

    /** The values of all sketches of a group, NULL of none. */
    private static String merged(AggregateCall call, String type) {
        call.filter(call.arg(0) + " IS NOT NULL");
        return "flatten(" + call.filtered("list(" + values(call.arg(0), type, call.name()) + ")") + ")";
    }

    /** The values of a sketch, NULL of none. */
    private static String values(String sketch, String type, String function) {
        String list = type.equals("int64") ? "BIGINT[]" : "DOUBLE[]";
        return "list_transform([" + read(sketch) + "], lambda k: CASE WHEN k.kll = '" + type + "' THEN CAST(k.texts AS "
                + list + ") WHEN " + sketch + " IS NOT NULL THEN " + error(function, list) + " END)[1]";
    }

    private static String read(String sketch) {
        return "TRY(from_json(decode(" + sketch + "), '{\"kll\":\"VARCHAR\",\"texts\":[\"VARCHAR\"]}'))";
    }

    private static String error(String function, String type) {
        return failure("Invalid or incompatible sketch in " + function.toUpperCase(Locale.ROOT), type);
    }

    private static String failure(String message, String type) {
        return Duck.failure(Duck.string(message), type);
    }

    /** As many quantiles as wanted, and the least value before them. */
    private static String quantiles(String values, String number, String function) {
        String least = "greatest(1, (i * len(k) + n - 1) // n)";
        String wrong = failure("The number of quantiles of " + function.toUpperCase(Locale.ROOT) + BETWEEN, "BIGINT");
        return "list_transform([" + inOrder(values) + "], lambda k: list_transform([CASE WHEN " + number
                + " BETWEEN 1 AND " + ApproximateQueries.MOST + " THEN " + number + " ELSE " + wrong
                + " END], lambda n: CASE WHEN k IS NOT NULL THEN list_transform(range(0, n + 1), lambda i: k[" + least
                + "]) END)[1])[1]";
    }

    private static String point(String values, String fraction, String function) {
        String wrong = failure(
                "The second argument of " + function.toUpperCase(Locale.ROOT) + " must be between 0 and 1", "DOUBLE");
        return "list_transform([" + inOrder(values) + "], lambda k: k[greatest(1, CAST(ceil(len(k) * CASE WHEN "
                + fraction + " BETWEEN 0 AND 1 THEN " + fraction + " ELSE " + wrong + " END) AS BIGINT))])[1]";
    }

    /** NaN comes first in GoogleSQL and last in DuckDB. */
    private static String inOrder(String values) {
        return "list_transform([" + values + "], lambda k: CASE WHEN k IS NOT NULL THEN"
                + " list_concat(list_filter(k, lambda x: x = CAST('nan' AS DOUBLE)),"
                + " list_sort(list_filter(k, lambda x: x <> CAST('nan' AS DOUBLE)))) END)[1]";
    }
}
