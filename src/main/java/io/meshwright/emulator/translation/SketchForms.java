package io.meshwright.emulator.translation;

import java.util.Locale;
import java.util.Optional;

/** Sketches of HLL_COUNT, exact here: the type and the hashes of all values, as JSON. Google's own sketches are not read. */
final class SketchForms {

    private SketchForms() {}

    static void register(FunctionTable<AggregateForm> table) {
        FunctionTable<AggregateForm>.Chapter hll = table.chapter("HyperLogLog++ functions");
        hll.put("hll_count.init", SketchForms::sketch);
        hll.put("hll_count.merge", call -> Optional.of("CAST(coalesce(len(" + merged(call) + ") - 1, 0) AS BIGINT)"));
        hll.put("hll_count.merge_partial", call -> Optional.of(sketchOf(merged(call))));
    }

    private static Optional<String> sketch(AggregateCall call) {
        call.filter(call.arg(0) + " IS NOT NULL");
        String type = call.argument(0).getType().getKind().name();
        String hashes = call.filtered("list(DISTINCT CAST(hash(" + call.arg(0) + ") AS VARCHAR))");
        return Optional.of("CASE WHEN " + hashes + " IS NOT NULL THEN "
                + sketchOf("list_prepend('" + type + "', " + hashes + ")") + " END");
    }

    /** HLL_COUNT.EXTRACT. */
    static String extracted(String sketch) {
        String read = read(sketch, "Invalid sketch in HLL_COUNT.EXTRACT");
        return "CAST(CASE WHEN " + sketch + " IS NULL THEN 0 ELSE len(" + read + ") - 1 END AS BIGINT)";
    }

    private static String merged(AggregateCall call) {
        call.filter(call.arg(0) + " IS NOT NULL");
        String message = "Invalid or incompatible sketch in " + call.name().toUpperCase(Locale.ROOT);
        String sketches = call.filtered("list(" + read(call.arg(0), message) + ")");
        return "CASE WHEN len(list_distinct(list_transform(" + sketches + ", lambda s: s[1]))) > 1 THEN "
                + error(message) + " ELSE list_distinct(flatten(" + sketches + ")) END";
    }

    /** The type and the hashes of a sketch. */
    private static String read(String sketch, String message) {
        return "CASE WHEN " + sketch + " IS NOT NULL THEN coalesce(TRY(from_json(decode(" + sketch
                + "), '[\"VARCHAR\"]')), " + error(message) + ") END";
    }

    private static String error(String message) {
        return Duck.failure(Duck.string(message), "VARCHAR[]");
    }

    private static String sketchOf(String typeAndHashes) {
        return "encode(CAST(to_json(list_reverse_sort(" + typeAndHashes + ")) AS VARCHAR))";
    }
}
