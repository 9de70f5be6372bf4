package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.roastedroot.quickjs4j.core.Builtins;
import io.roastedroot.quickjs4j.core.Engine;
import io.roastedroot.quickjs4j.core.HostFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.types.MemoryLimits;

/**
 * One function in JavaScript in an engine of its own: nothing but the language is in its reach, and its memory is bounded.
 *
 * <p>For one thread at a time. After a failure that is none of JavaScript's the engine is of no use any more.
 */
final class JavaScriptEngine implements AutoCloseable {

    private static final int PAGE = 64 * 1024;
    private static final int MOST_PAGES = 64 * 1024 * 1024 / PAGE;
    private static final int MODEST_PAGES = 8 * 1024 * 1024 / PAGE;

    /** The engine's stack is the beginning of its memory. */
    private static final String BELOW_STACK = "attempted to access address: -";

    private static final String DRIVER = driver();
    private static final byte[] CALL = "$call$()".getBytes(StandardCharsets.UTF_8);

    private final JavaScriptDefinition definition;
    private final Engine engine;
    private final int call;
    private ByteArrayMemory memory;
    private String rows = "";
    private JsonNode answer;
    private boolean broken;

    JavaScriptEngine(JavaScriptDefinition definition, List<String> libraries) {
        this.definition = definition;
        String script = definition.toScript(libraries);
        Builtins host = Builtins.builder("host")
                .add(
                        new HostFunction("definition", List.of(), RawValue.class, none -> new RawValue(script)),
                        new HostFunction("rows", List.of(), RawValue.class, none -> new RawValue(rows)),
                        new HostFunction("answer", List.of(JsonNode.class), Void.class, given -> {
                            answer = (JsonNode) given.get(0);
                            return null;
                        }))
                .build();
        engine = Engine.builder()
                .addBuiltins(host)
                .withMemoryFactory(
                        limits -> memory = new ByteArrayMemory(new MemoryLimits(limits.initialPages(), MOST_PAGES)))
                .withStdout(new Nowhere())
                .withStderr(new Nowhere())
                .build();
        int driver = engine.compileRaw(DRIVER.getBytes(StandardCharsets.UTF_8));
        engine.exec(driver);
        engine.free(driver);
        call = engine.compileRaw(CALL);
    }

    /**
     * The results for a batch of rows, one for each.
     *
     * @param batch as {@link JavaScriptValues.Batch} writes it
     */
    JsonNode call(String batch) {
        rows = batch;
        answer = null;
        try {
            engine.exec(call);
        } catch (WasmInterruptedException e) {
            broken = true;
            throw JavaScriptFailure.stopped();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            broken = true;
            throw died(e);
        } finally {
            rows = "";
        }
        if (answer == null) {
            throw new JavaScriptFailure(
                    "Error: the promise of a result was never settled at " + definition.signature());
        }
        if (answer.has("failure")) {
            throw failed(answer.get("failure"));
        }
        return answer.get("values");
    }

    /** Traps are what is left when memory or stack end where the language does not look. */
    private JavaScriptFailure died(Throwable e) {
        if (e instanceof OutOfMemoryError || memory.pages() >= MOST_PAGES - 1) {
            return JavaScriptFailure.exhausted(definition.signature());
        }
        boolean deep = e instanceof StackOverflowError
                || String.valueOf(e.getMessage()).contains(BELOW_STACK);
        return new JavaScriptFailure(
                (deep ? "RangeError: Maximum call stack size exceeded" : "Error: the function ended abnormally")
                        + " at " + definition.signature());
    }

    private JavaScriptFailure failed(JsonNode failure) {
        if (failure.path("memory").asBoolean()) {
            broken = true;
            return JavaScriptFailure.exhausted(definition.signature());
        }
        String message = failure.get("message").asText();
        if (message.startsWith("Failed to coerce")) {
            return new JavaScriptFailure(message);
        }
        int column = failure.path("column").asInt();
        String place = failure.has("line")
                ? " line " + failure.get("line").asInt() + ", columns " + column + "-" + (column + 1)
                : "";
        return new JavaScriptFailure(message + " at " + definition.signature() + place);
    }

    /** Whether it can be called again, and does not hold more memory than is worth keeping. */
    boolean isFit() {
        return !broken && memory.pages() <= MODEST_PAGES;
    }

    @Override
    public void close() {
        engine.close();
    }

    private static String driver() {
        try (InputStream script = JavaScriptEngine.class.getResourceAsStream("driver.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The driver of functions in JavaScript is part of the application", e);
        }
    }

    /** Where a function prints to. */
    private static final class Nowhere extends ByteArrayOutputStream {
        @Override
        public synchronized void write(int b) {}

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {}

        @Override
        public void writeBytes(byte[] bytes) {}
    }
}
