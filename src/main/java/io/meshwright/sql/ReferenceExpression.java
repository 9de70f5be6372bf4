package io.meshwright.sql;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.PreparedExpression;
import com.google.zetasql.SqlException;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import com.google.zetasql.io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A GoogleSQL expression computed by Google's reference implementation: exact, at some 10 microseconds a row.
 *
 * <p>Arguments are the parameters {@code @a0}, {@code @a1}, ... Safe for use by many threads.
 */
public final class ReferenceExpression {

    private static final int KEPT = 200;
    private static final long MOMENT_NANOS = 25_000_000;
    private static final int MOST_AT_ONCE = 1 << 14;
    private static final String TOO_LARGE =
            "The arguments of a function are larger than 4 MB, too large for the" + " embedded warehouse";
    private static final LanguageOptions LANGUAGE = Dialect.language(Dialect.QUERIES);
    private static final RegisteredCatalogs CATALOGS = RegisteredCatalogs.ofReference(LANGUAGE);
    private static final Map<String, ReferenceExpression> PREPARED = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ReferenceExpression> eldest) {
            return size() > KEPT;
        }
    };

    private final List<Type> argumentTypes;
    private final PreparedExpression expression;

    /** How many rows to compute at once, by what the last ones took. */
    private volatile int atOnce = 16;

    private ReferenceExpression(String text, List<Type> argumentTypes, String zone) {
        this.argumentTypes = List.copyOf(argumentTypes);
        this.expression = new PreparedExpression(text);
        AnalyzerOptions options = Dialect.analyzer(LANGUAGE);
        options.setDefaultTimezone(zone);
        for (int i = 0; i < argumentTypes.size(); i++) {
            options.addQueryParameter("a" + i, argumentTypes.get(i));
        }
        try (RegisteredCatalogs.Lease lease = CATALOGS.lease(RegisteredCatalogs.Content.NOTHING)) {
            expression.prepareWithCatalog(options, lease.catalog());
        }
    }

    /** The expression, prepared once. Throws {@link FailedExpression} when the reference does not have it. */
    public static ReferenceExpression of(String text, List<String> argumentTypes) {
        return of(text, argumentTypes, "UTC");
    }

    /** The expression in a time zone that holds where it names none. */
    public static ReferenceExpression of(String text, List<String> argumentTypes, String zone) {
        synchronized (PREPARED) {
            return PREPARED.computeIfAbsent(text + argumentTypes + zone, key -> {
                try {
                    return new ReferenceExpression(
                            text,
                            argumentTypes.stream().map(GoogleSqlType::parse).toList(),
                            zone);
                } catch (SqlException e) {
                    throw new FailedExpression(e.getMessage());
                }
            });
        }
    }

    public List<Type> argumentTypes() {
        return argumentTypes;
    }

    public Type type() {
        return expression.getOutputType();
    }

    /** One value for each row of arguments. Throws {@link FailedExpression} with GoogleSQL's message. */
    public List<Value> evaluate(List<List<Value>> rows) {
        List<Value> values = new ArrayList<>(rows.size());
        evaluate(rows.size(), rows::get, (value, row) -> values.add(value), () -> {});
        return values;
    }

    /**
     * The same, as many rows at once as take a moment.
     *
     * @param result takes the value of a row
     * @param wanted is run before each of these moments, and throws to end it
     */
    public void evaluate(int rows, IntFunction<List<Value>> arguments, ObjIntConsumer<Value> result, Runnable wanted) {
        int done = 0;
        while (done < rows) {
            wanted.run();
            int count = Math.min(atOnce, rows - done);
            long began = System.nanoTime();
            List<Value> values = together(
                    IntStream.range(done, done + count).mapToObj(arguments).toList());
            for (Value value : values) {
                result.accept(value, done++);
            }
            long took = Math.max(1, System.nanoTime() - began);
            atOnce = (int) Math.max(1, Math.min(MOST_AT_ONCE, count * MOMENT_NANOS / took));
        }
    }

    private List<Value> together(List<List<Value>> rows) {
        if (rows.size() == 1) {
            // To open a stream takes longer than six calls.
            return singly(rows);
        }
        try (PreparedExpression.Stream stream = connected(expression::stream)) {
            List<ListenableFuture<Value>> answers = new ArrayList<>(rows.size());
            for (List<Value> row : rows) {
                answers.add(stream.execute(Map.of(), named(row)));
            }
            stream.flush();
            List<Value> values = new ArrayList<>(rows.size());
            for (ListenableFuture<Value> answer : answers) {
                values.add(answer.get());
            }
            return values;
        } catch (ExecutionException e) {
            if (Status.fromThrowable(e).getCode() == Status.Code.RESOURCE_EXHAUSTED) {
                return singly(rows);
            }
            throw new FailedExpression(messageOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedExpression("The query was cancelled");
        }
    }

    /** One answer after the other, which may be longer than those of a stream. */
    private List<Value> singly(List<List<Value>> rows) {
        List<Value> values = new ArrayList<>(rows.size());
        try {
            for (List<Value> row : rows) {
                Map<String, Value> arguments = named(row);
                values.add(connected(() -> expression.execute(Map.of(), arguments)));
            }
        } catch (SqlException e) {
            boolean large = Status.fromThrowable(e).getCode() == Status.Code.RESOURCE_EXHAUSTED;
            throw new FailedExpression(large ? TOO_LARGE : messageOf(e));
        }
        return values;
    }

    private static Map<String, Value> named(List<Value> row) {
        Map<String, Value> arguments = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            arguments.put("a" + i, row.get(i));
        }
        return arguments;
    }

    /** The client looks its channel up through the thread's class loader, which DuckDB's own threads do not have. */
    private static <T> T connected(Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(PreparedExpression.class.getClassLoader());
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    private static String messageOf(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.replaceFirst("^[A-Z_]+: ", "");
    }

    /** What GoogleSQL says when an expression fails, such as {@code division by zero}; has no stack trace. */
    public static final class FailedExpression extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public FailedExpression(String message) {
            super(message, null, false, false);
        }

        /** DuckDB reports what a function throws as text: without the name of a class, it is GoogleSQL's message. */
        @Override
        @SuppressWarnings("OverrideThrowableToString")
        public String toString() {
            return getMessage();
        }
    }
}
