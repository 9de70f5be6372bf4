package io.meshwright.emulator.translation;

import java.util.Optional;

/** Sketches of HLL_COUNT, exact here: the hashes of all values, as JSON. Google's own sketches are not read. */
final class SketchForms {

    private SketchForms() {}

    static void register(FunctionTable<AggregateForm> table) {
        FunctionTable<AggregateForm>.Chapter hll = table.chapter("HyperLogLog++ functions");
        hll.put("hll_count.init", SketchForms::sketch);
        hll.put("hll_count.merge", call -> Optional.of("CAST(coalesce(len(" + merged(call) + "), 0) AS BIGINT)"));
        hll.put("hll_count.merge_partial", call -> Optional.of(sketchOf(merged(call))));
        table.chapter("KLL quantile functions")
                .refuse(
                        "sketches of quantiles are not supported",
                        "kll_quantiles.init_int64 kll_quantiles.init_float64 kll_quantiles.merge_int64"
                                + " kll_quantiles.merge_float64 kll_quantiles.merge_partial"
                                + " kll_quantiles.merge_point_int64 kll_quantiles.merge_point_float64"
                                + " kll_quantiles.extract_int64 kll_quantiles.extract_float64"
                                + " kll_quantiles.extract_point_int64 kll_quantiles.extract_point_float64");
    }

    private static Optional<String> sketch(AggregateCall call) {
        call.filter(call.arg(0) + " IS NOT NULL");
        return Optional.of(sketchOf(call.filtered("list(DISTINCT CAST(hash(" + call.arg(0) + ") AS VARCHAR))")));
    }

    private static String merged(AggregateCall call) {
        String hashes = "from_json(decode(" + call.arg(0) + "), '[\"VARCHAR\"]')";
        return "list_distinct(flatten(" + call.filtered("list(" + hashes + ")") + "))";
    }

    private static String sketchOf(String hashes) {
        return "encode(CAST(to_json(list_sort(" + hashes + ")) AS VARCHAR))";
    }
}
