package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zetasql.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Calls functions in JavaScript, as many at once as there is room for. Safe for use by many threads; an engine is made when
 * the first call of a function comes.
 */
public final class JavaScriptCalls {

    /** Larger batches are divided: the engine holds a batch several times over. */
    private static final int MOST_CHARACTERS = 2 << 20;

    private static final long ENGINE_BYTES = 256L << 20;
    private static final int PATIENCE_MILLIS = 50;

    /** No more run at once than there are processors, and memory for. */
    private final Semaphore places = new Semaphore((int) Math.max(
            1,
            Math.min(
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() / ENGINE_BYTES)));

    /**
     * The results of a function for rows of arguments, one for each.
     *
     * @param session the one the call is part of; for none one is made that ends with the call
     * @param libraries the code at a URI
     */
    public List<Value> call(
            Optional<JavaScriptSession> session,
            JavaScriptDefinition definition,
            List<List<Value>> rows,
            Function<String, String> libraries) {
        if (session.isEmpty()) {
            try (JavaScriptSession own = new JavaScriptSession()) {
                return call(Optional.of(own), definition, rows, libraries);
            }
        }
        Call call = new Call(session.get(), definition, libraries);
        List<Value> values = new ArrayList<>(rows.size());
        int from = 0;
        while (from < rows.size()) {
            JavaScriptValues.Batch batch = new JavaScriptValues.Batch();
            int to = from;
            while (to < rows.size() && batch.length() <= MOST_CHARACTERS) {
                batch.add(rows.get(to++));
            }
            values.addAll(results(call, rows.subList(from, to), batch));
            from = to;
        }
        return values;
    }

    /** What a function is called with beside its arguments. */
    record Call(JavaScriptSession session, JavaScriptDefinition definition, Function<String, String> libraries) {}

    /** What is too much at once may well do row by row. */
    private List<Value> results(Call call, List<List<Value>> rows, JavaScriptValues.Batch batch) {
        try {
            return results(call, batch);
        } catch (JavaScriptFailure e) {
            if (!e.isExhausted() || rows.size() == 1) {
                throw call.session().ended(e);
            }
        }
        List<Value> values = new ArrayList<>(rows.size());
        for (List<Value> row : rows) {
            JavaScriptValues.Batch single = new JavaScriptValues.Batch();
            single.add(row);
            values.addAll(results(call, List.of(row), single));
        }
        return values;
    }

    private List<Value> results(Call call, JavaScriptValues.Batch batch) {
        JsonNode results = answer(call, batch);
        List<Value> values = new ArrayList<>(results.size());
        results.forEach(result -> values.add(value(call.definition(), result)));
        return values;
    }

    /** What the engine says of a batch of an aggregate function. */
    JsonNode run(Call call, JavaScriptValues.Batch batch) {
        try {
            return answer(call, batch);
        } catch (JavaScriptFailure e) {
            throw call.session().ended(e);
        }
    }

    private JsonNode answer(Call call, JavaScriptValues.Batch batch) {
        JavaScriptDefinition definition = call.definition();
        await(call.session());
        try {
            return call.session()
                    .call(
                            definition.encoded(),
                            () -> new JavaScriptEngine(
                                    definition,
                                    definition.libraries().stream()
                                            .map(call.libraries())
                                            .toList()),
                            batch.finish());
        } finally {
            places.release();
        }
    }

    static Value value(JavaScriptDefinition definition, JsonNode result) {
        try {
            return JavaScriptResults.value(definition.returns(), result);
        } catch (JavaScriptFailure e) {
            if (definition.safe()) {
                return Value.createNullValue(definition.returns());
            }
            throw e;
        }
    }

    private void await(JavaScriptSession session) {
        try {
            while (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (session.isStopped()) {
                    throw JavaScriptFailure.stopped();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JavaScriptFailure.stopped();
        }
    }
}
