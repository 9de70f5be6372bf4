package io.meshwright.emulator.translation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import io.meshwright.emulator.function.FunctionSession;
import io.meshwright.emulator.function.FunctionSessions;
import io.meshwright.emulator.javascript.JavaScriptCalls;
import io.meshwright.emulator.javascript.JavaScriptDefinition;
import io.meshwright.emulator.javascript.JavaScriptStates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * The DuckDB functions of {@link JavaScriptAggregate}. Their arguments are a definition, a session, what the step works on,
 * the arguments NOT AGGREGATE, and for states those of the function and the keys of the group.
 */
final class JavaScriptAggregateRuntime {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int ARGUMENTS = 3;
    private static final int ROWS_AT_ONCE = 4_096;

    private final JavaScriptCalls calls;
    private final FunctionSessions sessions;
    private final Function<String, String> libraries;

    JavaScriptAggregateRuntime(JavaScriptCalls calls, FunctionSessions sessions, Function<String, String> libraries) {
        this.calls = calls;
        this.sessions = sessions;
        this.libraries = libraries;
    }

    @FunctionalInterface
    private interface Work {
        void on(
                DuckDBDataChunkReader chunk,
                JavaScriptDefinition definition,
                JavaScriptStates states,
                DuckDBWritableVector output);
    }

    void install(Connection connection) throws SQLException {
        for (boolean fixed : new boolean[] {true, false}) {
            // DuckDB calls others than volatile functions once for equal rows, and these count them.
            function(JavaScriptAggregate.Step.STATES, fixed, this::states)
                    .withVolatile()
                    .register(connection);
            function(JavaScriptAggregate.Step.RESULT, fixed, this::results).register(connection);
            function(JavaScriptAggregate.Step.WHOLE, fixed, this::whole).register(connection);
        }
    }

    private DuckDBScalarFunctionBuilder function(JavaScriptAggregate.Step step, boolean fixed, Work work)
            throws SQLException {
        return DuckDBFunctions.scalarFunction()
                .withName(step.function(fixed))
                .withVarArgs(DuckDBLogicalType.of(DuckDBColumnType.VARCHAR))
                .withReturnType(DuckDBColumnType.VARCHAR)
                .withVectorizedFunction((chunk, output) -> run(work, chunk, output));
    }

    private void run(Work work, DuckDBDataChunkReader chunk, DuckDBWritableVector output) {
        if (chunk.rowCount() == 0) {
            return;
        }
        JavaScriptDefinition definition =
                JavaScriptDefinition.decoded(chunk.vector(0).getString(0));
        List<Value> kept = TranslationRuntime.row(chunk, 0, definition.keptTypes(), ARGUMENTS);
        try (JavaScriptStates states = new JavaScriptStates(
                calls,
                LongFunctions.session(sessions, chunk, 1).map(FunctionSession::scripts),
                definition,
                kept,
                libraries)) {
            work.on(chunk, definition, states, output);
        }
    }

    private void states(
            DuckDBDataChunkReader chunk,
            JavaScriptDefinition definition,
            JavaScriptStates states,
            DuckDBWritableVector output) {
        List<Type> types = definition.rowTypes();
        int first = ARGUMENTS + definition.keptTypes().size();
        boolean nulls = definition.aggregation().orElseThrow().nulls();
        Map<List<String>, Integer> firstRows = new LinkedHashMap<>();
        Map<Integer, List<List<Value>>> groups = new LinkedHashMap<>();
        for (int row = 0; row < chunk.rowCount(); row++) {
            output.setNull(row);
            List<Value> values = TranslationRuntime.row(chunk, row, types, first);
            if (!chunk.vector(2).isNull(row) && takesPart(values, nulls)) {
                int place = firstRows.computeIfAbsent(
                        keys(chunk, row, first + types.size()), JavaScriptAggregateRuntime.at(row));
                groups.computeIfAbsent(place, none -> new ArrayList<>()).add(values);
            }
        }
        List<String> texts = states.ofRows(List.copyOf(groups.values()));
        int group = 0;
        for (int row : groups.keySet()) {
            output.setString(row, texts.get(group++));
        }
    }

    private static Function<List<String>, Integer> at(int row) {
        return none -> row;
    }

    private static boolean takesPart(List<Value> values, boolean nulls) {
        return nulls || values.stream().noneMatch(Value::isNull);
    }

    private static List<String> keys(DuckDBDataChunkReader chunk, int row, int first) {
        List<String> keys = new ArrayList<>();
        for (long column = first; column < chunk.columnCount(); column++) {
            keys.add(text(chunk, row, column));
        }
        return keys;
    }

    private static String text(DuckDBDataChunkReader chunk, int row, long column) {
        return chunk.vector(column).isNull(row) ? null : chunk.vector(column).getString(row);
    }

    private void results(
            DuckDBDataChunkReader chunk,
            JavaScriptDefinition definition,
            JavaScriptStates states,
            DuckDBWritableVector output) {
        List<String> groups = new ArrayList<>();
        for (int row = 0; row < chunk.rowCount(); row++) {
            String text = text(chunk, row, 2);
            groups.add(text == null ? "" : text);
        }
        write(states.results(groups), output);
    }

    private static void write(List<Value> results, DuckDBWritableVector output) {
        for (int row = 0; row < results.size(); row++) {
            TranslationRuntime.write(results.get(row), row, output);
        }
    }

    private void whole(
            DuckDBDataChunkReader chunk,
            JavaScriptDefinition definition,
            JavaScriptStates states,
            DuckDBWritableVector output) {
        Collected collected = new Collected(states, (int) chunk.rowCount());
        List<Type> types = definition.rowTypes();
        Type row = JavaScriptAggregate.rows(types).getElementType();
        boolean nulls = definition.aggregation().orElseThrow().nulls();
        for (int group = 0; group < chunk.rowCount(); group++) {
            try (JsonParser parser = JSON.createParser(text(chunk, group, 2))) {
                parser.nextToken();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    List<Value> values =
                            Wire.value(row, parser.getText()).getFieldList().subList(0, types.size());
                    if (takesPart(values, nulls)) {
                        collected.add(group, values);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Rows are JSON", e);
            }
        }
        write(states.results(collected.states()), output);
    }

    /** Rows of one group after the other, of which only some are held. */
    private static final class Collected {

        private final JavaScriptStates states;
        private final List<StringJoiner> found = new ArrayList<>();
        private final Map<Integer, List<List<Value>>> rows = new LinkedHashMap<>();
        private int held;

        Collected(JavaScriptStates states, int groups) {
            this.states = states;
            for (int i = 0; i < groups; i++) {
                found.add(new StringJoiner(","));
            }
        }

        void add(int group, List<Value> row) {
            rows.computeIfAbsent(group, none -> new ArrayList<>()).add(row);
            if (++held == ROWS_AT_ONCE) {
                pass();
            }
        }

        private void pass() {
            List<String> texts = states.ofRows(List.copyOf(rows.values()));
            int next = 0;
            for (int group : rows.keySet()) {
                found.get(group).add(texts.get(next++));
            }
            rows.clear();
            held = 0;
        }

        /** Of each group, with commas between them. */
        List<String> states() {
            pass();
            return found.stream().map(StringJoiner::toString).toList();
        }
    }
}
