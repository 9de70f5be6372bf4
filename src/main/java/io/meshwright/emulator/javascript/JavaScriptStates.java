package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.zetasql.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * One aggregate function in JavaScript: rows become states, states are merged, and the last one gives the result. Between
 * calls states are objects of JSON, of which {@code null} is one whose function failed and may fail.
 */
public final class JavaScriptStates implements AutoCloseable {

    /** More at once would fill the engine. */
    private static final int MOST_CHARACTERS = 2 << 20;

    /** Of so many rows a state is as long as the rows, and dearer. */
    private static final int FEW_ROWS = 8;

    private static final int FEW_CHARACTERS = 1_000;

    private static final JsonFactory JSON = new JsonFactory();

    private final JavaScriptCalls calls;
    private final JavaScriptCalls.Call call;
    private final List<Value> kept;
    private final boolean own;

    /** @param kept the arguments NOT AGGREGATE */
    public JavaScriptStates(
            JavaScriptCalls calls,
            Optional<JavaScriptSession> session,
            JavaScriptDefinition definition,
            List<Value> kept,
            Function<String, String> libraries) {
        this.calls = calls;
        this.own = session.isEmpty();
        this.call = new JavaScriptCalls.Call(session.orElseGet(JavaScriptSession::new), definition, libraries);
        this.kept = List.copyOf(kept);
    }

    /**
     * The states of groups of rows: for each group one or several, with commas between them; empty for one of no rows. Few
     * rows stay rows, in an array of arrays.
     */
    public List<String> ofRows(List<List<List<Value>>> groups) {
        List<StringJoiner> states = new ArrayList<>();
        groups.forEach(group -> states.add(new StringJoiner(",").setEmptyValue("")));
        JavaScriptValues.Batch batch = begin("aggregate");
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<List<Value>> rows = groups.get(i);
            Optional<String> few =
                    rows.size() <= FEW_ROWS ? JavaScriptValues.Batch.ofFew(rows, FEW_CHARACTERS) : Optional.empty();
            few.ifPresent(states.get(i)::add);
            int from = few.isPresent() ? rows.size() : 0;
            while (from < rows.size()) {
                int to = part(rows, from);
                batch.group(rows.subList(from, to));
                sent.add(i);
                from = to;
                if (batch.length() > MOST_CHARACTERS) {
                    receive(batch, sent, states);
                    batch = begin("aggregate");
                }
            }
        }
        receive(batch, sent, states);
        return states.stream().map(StringJoiner::toString).toList();
    }

    private void receive(JavaScriptValues.Batch batch, List<Integer> sent, List<StringJoiner> states) {
        if (!sent.isEmpty()) {
            JsonNode values = calls.run(call, batch);
            for (int i = 0; i < sent.size(); i++) {
                states.get(sent.get(i)).add(values.get(i).asText("null"));
            }
            sent.clear();
        }
    }

    /** Rows of which a million may be short and a thousand long. */
    private static int part(List<List<Value>> rows, int from) {
        long characters = 0;
        int to = from;
        while (to < rows.size() && characters < MOST_CHARACTERS) {
            for (Value value : rows.get(to)) {
                characters += JavaScriptValues.length(value);
            }
            to++;
        }
        return to;
    }

    /** The results of groups, from all states of each with commas between them. */
    public List<Value> results(List<String> groups) {
        List<Value> results = new ArrayList<>(groups.size());
        JavaScriptValues.Batch batch = begin("finalize");
        int sent = 0;
        for (String states : groups) {
            batch.states(states.length() > MOST_CHARACTERS ? merged(states) : states);
            sent++;
            if (batch.length() > MOST_CHARACTERS) {
                finish(batch, results);
                batch = begin("finalize");
                sent = 0;
            }
        }
        if (sent > 0) {
            finish(batch, results);
        }
        return results;
    }

    private void finish(JavaScriptValues.Batch batch, List<Value> results) {
        calls.run(call, batch).forEach(result -> results.add(JavaScriptCalls.value(call.definition(), result)));
    }

    /** Many states as one. */
    private String merged(String states) {
        String all = "[" + states + "]";
        try (JsonParser parser = JSON.createParser(all)) {
            parser.nextToken();
            Iterator<String> each = texts(parser, all);
            String merged = each.next();
            while (each.hasNext()) {
                StringJoiner some = new StringJoiner(",").add(merged);
                int length = 0;
                while (each.hasNext() && length < MOST_CHARACTERS) {
                    String state = each.next();
                    length += state.length();
                    some.add(state);
                }
                JavaScriptValues.Batch batch = begin("merge");
                batch.states(some.toString());
                merged = calls.run(call, batch).get(0).asText("null");
            }
            return merged;
        } catch (IOException e) {
            throw new UncheckedIOException("States are JSON", e);
        }
    }

    private static Iterator<String> texts(JsonParser parser, String all) throws IOException {
        return new Iterator<>() {
            private JsonToken token = parser.nextToken();

            @Override
            public boolean hasNext() {
                return token != JsonToken.END_ARRAY;
            }

            @Override
            public String next() {
                try {
                    int from = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    int to = (int) parser.currentLocation().getCharOffset();
                    token = parser.nextToken();
                    return all.substring(from, to);
                } catch (IOException e) {
                    throw new UncheckedIOException("States are JSON", e);
                }
            }
        };
    }

    private JavaScriptValues.Batch begin(String step) {
        return JavaScriptValues.Batch.ofGroups(step, kept);
    }

    @Override
    public void close() {
        if (own) {
            call.session().close();
        }
    }
}
