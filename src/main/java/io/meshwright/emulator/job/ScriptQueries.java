package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.script.Piece;
import io.meshwright.emulator.script.Scope;
import io.meshwright.emulator.script.ScriptHost;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.emulator.translation.Variables;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.Column;
import io.meshwright.sql.Declarations;
import io.meshwright.sql.Variable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a script computes between its statements: expressions, conditions, the rows of its loops. */
final class ScriptQueries {

    private static final Pattern COERCION =
            Pattern.compile("Query column 1 has type (.+?) which cannot be coerced to target type (.+?)(?= at \\[|$)");

    private final Engine engine;
    private final Job script;
    private final Session session;
    private final Surroundings surroundings;
    private final ChildJobs children;
    private final StatementClock clock;

    ScriptQueries(
            Engine engine,
            Job script,
            Session session,
            Surroundings surroundings,
            ChildJobs children,
            StatementClock clock) {
        this.engine = engine;
        this.script = script;
        this.session = session;
        this.surroundings = surroundings;
        this.children = children;
        this.clock = clock;
    }

    Declarations declarations(Scope scope, List<Variable> parameters) {
        return surroundings.declarations(scope.variables(), parameters, StoredFunctions.of(engine, script.caller()));
    }

    /** Keeps a value in a place; see {@link ScriptHost#compute}. */
    String compute(Piece query, Scope scope, Optional<String> type, String place) {
        Declarations declarations =
                declarations(scope, List.of()).assignedTo(type.map(List::of).orElse(List.of()));
        return translated(query, declarations, translation -> {
            String value = bounded(type)
                    .map(limits -> Variables.within(limits, translation.duckSql()))
                    .orElse(translation.duckSql());
            session.execute(
                    Variables.set(place, value, translation.schema().get(0).type()));
            return type(type, translation);
        });
    }

    private static Optional<BoundedType> bounded(Optional<String> type) {
        return type.map(BoundedType::parse).filter(BoundedType::isBounded);
    }

    /** The type of a value that was coerced to one, or taken as it is. */
    static String type(Optional<String> coerced, Translation translation) {
        return bounded(coerced)
                .map(BoundedType::text)
                .orElseGet(() -> translation.schema().get(0).type());
    }

    boolean isTrue(Piece query, Scope scope) {
        return translated(
                query,
                declarations(scope, List.of()).assignedTo(List.of("BOOL")),
                translation -> session.number("SELECT (SELECT CAST((" + translation.duckSql() + ") AS INTEGER))") == 1);
    }

    /** Keeps rows in a place; see {@link ScriptHost#rows}. */
    ScriptHost.Rows rows(Piece query, Scope scope, List<Variable> parameters, int limit, String place) {
        return asJob(
                query,
                ChildJobs.Kind.STATEMENT,
                declarations(scope, parameters),
                translation -> kept(translation, limit, place));
    }

    private <T> T asJob(Piece query, ChildJobs.Kind kind, Declarations declarations, Function<Translation, T> use) {
        return clock.timed(() -> children.with(
                query,
                kind,
                surroundings,
                child -> inLease(child, query, declarations, statement -> {
                    QueryStatistics.describe(child, statement);
                    QueryStatistics.requireWithinLimit(child);
                    T result = use.apply(statement.translation());
                    QueryStatistics.conclude(child, statement.tables().found());
                    return result;
                })));
    }

    private ScriptHost.Rows kept(Translation translation, int limit, String place) {
        List<Column> columns = translation.schema();
        session.execute(Variables.setRows(place, translation.duckSql(), columns, limit));
        int count = (int) session.number("SELECT len(" + Variables.get(place) + ")");
        String type = columns.stream()
                .map(column -> "`" + column.name() + "` " + column.type())
                .collect(Collectors.joining(", ", "STRUCT<", ">"));
        return new ScriptHost.Rows(type, columns.stream().map(Column::name).toList(), count);
    }

    private <T> T translated(Piece query, Declarations declarations, Function<Translation, T> use) {
        try {
            return query.reads()
                    ? asJob(query, ChildJobs.Kind.EXPRESSION, declarations, use)
                    : clock.timed(() ->
                            inLease(script, query, declarations, statement -> use.apply(statement.translation())));
        } catch (ApiError e) {
            throw ofExpression(e);
        }
    }

    /** What is told of an expression, when it was run as a query. */
    static ApiError ofExpression(ApiError failure) {
        Matcher coercion = COERCION.matcher(failure.getMessage());
        if (!coercion.find()) {
            return failure;
        }
        String words = "Cannot coerce expression of type " + coercion.group(1) + " to type " + coercion.group(2);
        return ApiError.invalidQuery(coercion.replaceFirst(Matcher.quoteReplacement(words)));
    }

    private <T> T inLease(Job asked, Piece query, Declarations declarations, Function<Statement, T> use) {
        try (Lease lease = engine.storage().lease(session)) {
            StatementRequest request = Statement.request(asked, query.text(), surroundings, declarations);
            Statement statement = Statement.translate(engine, asked, lease, request, surroundings);
            lease.narrow();
            if (!statement.translation().type().isQuery()) {
                throw ApiError.invalidQuery("Only a query can stand here");
            }
            statement.requirePast(session);
            return use.apply(statement);
        }
    }
}
