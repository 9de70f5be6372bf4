package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.script.Interpreter;
import io.meshwright.emulator.script.Piece;
import io.meshwright.emulator.script.Procedure;
import io.meshwright.emulator.script.Scope;
import io.meshwright.emulator.script.Script;
import io.meshwright.emulator.script.ScriptHost;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.emulator.translation.Variables;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.Column;
import io.meshwright.sql.Declarations;
import io.meshwright.sql.Names;
import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.TableName;
import io.meshwright.sql.Variable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One script that runs: its expressions on the job's own connection, its statements as child jobs on the same. */
final class ScriptRun implements ScriptHost {

    private static final Pattern COERCION =
            Pattern.compile("Query column 1 has type (.+?) which cannot be coerced to target type (.+?)(?= at \\[|$)");

    private final Engine engine;
    private final Job job;
    private final Session session;
    private final ClientSessions sessions;
    private final Surroundings surroundings;
    private final ChildJobs children;
    private final ScriptVariables system;
    private final StatementClock clock;

    /** What a script's statements are run by. */
    record Below(QueryWork queries, JobHistory history, ClientSessions sessions, ScheduledExecutorService clock) {}

    ScriptRun(Engine engine, Job job, Session session, Below below) {
        this.engine = engine;
        this.job = job;
        this.session = session;
        this.sessions = below.sessions();
        this.surroundings = Surroundings.script(job);
        ScriptOptions options = ScriptOptions.of(job);
        this.clock = new StatementClock(below.clock(), job, options.timeoutMillis());
        this.children = new ChildJobs(job, session, below.queries(), below.history(), options);
        this.system = new ScriptVariables(session, job);
    }

    void run(Script script) {
        if (job.settings().path("destinationTable").hasNonNull("tableId")) {
            throw ApiError.invalid("configuration.query.destinationTable cannot be set for scripts");
        }
        QueryStatistics.describeScript(job);
        system.begin(surroundings);
        try {
            Scope variables = job.clientSession().map(ClientSession::variables).orElseGet(Scope::outermost);
            new Interpreter(this, script, variables).run();
        } finally {
            children.describe();
            if (job.clientSession().isEmpty()) {
                tidy();
            }
        }
    }

    /** What outlasts only scripts of a session. */
    private void tidy() {
        if (engine.writer().transactions().isOpen(session)) {
            rollback();
        }
        for (TableName table : surroundings.tables()) {
            engine.writer().delete(session, table, Optional.empty());
        }
    }

    @Override
    public void run(Piece statement, Scope scope, List<Variable> parameters) {
        Job child = clock.timed(() -> children.run(statement, surroundings, declarations(scope, parameters)));
        system.ended(child, children.count(), children.bytes());
    }

    private Declarations declarations(Scope scope, List<Variable> parameters) {
        return surroundings.declarations(scope.variables(), parameters, StoredFunctions.of(engine, job.caller()));
    }

    @Override
    public String compute(Piece query, Scope scope, Optional<String> type, String place) {
        Declarations declarations =
                declarations(scope, List.of()).assignedTo(type.map(List::of).orElse(List.of()));
        return translated(query, declarations, translation -> {
            String known = translation.schema().get(0).type();
            Optional<BoundedType> bounded = type.map(BoundedType::parse).filter(BoundedType::isBounded);
            String value = bounded.map(limits -> Variables.within(limits, translation.duckSql()))
                    .orElse(translation.duckSql());
            session.execute(Variables.set(place, value, known));
            return bounded.map(BoundedType::text).orElse(known);
        });
    }

    @Override
    public boolean isTrue(Piece query, Scope scope) {
        return translated(
                query,
                declarations(scope, List.of()).assignedTo(List.of("BOOL")),
                translation -> session.number("SELECT (SELECT CAST((" + translation.duckSql() + ") AS INTEGER))") == 1);
    }

    @Override
    public Rows rows(Piece query, Scope scope, List<Variable> parameters, int limit, String place) {
        return children.with(query, surroundings, child -> {
            Rows rows = clock.timed(() -> inLease(child, query, declarations(scope, parameters), statement -> {
                QueryStatistics.describe(child, statement);
                Rows kept = kept(statement.translation(), limit, place);
                QueryStatistics.conclude(child, statement.tables().found());
                return kept;
            }));
            long bytes = child.statistics().path("totalBytesProcessed").asLong();
            system.ended(child, children.count(), children.bytes() + bytes);
            return rows;
        });
    }

    private Rows kept(Translation translation, int limit, String place) {
        List<Column> columns = translation.schema();
        session.execute(Variables.setRows(place, translation.duckSql(), columns, limit));
        int count = (int) session.number("SELECT len(" + Variables.get(place) + ")");
        String type = columns.stream()
                .map(column -> "`" + column.name() + "` " + column.type())
                .collect(Collectors.joining(", ", "STRUCT<", ">"));
        return new Rows(type, columns.stream().map(Column::name).toList(), count);
    }

    private <T> T translated(Piece query, Declarations declarations, Function<Translation, T> use) {
        try {
            return clock.timed(
                    () -> inLease(job, query, declarations, statement -> use.apply(statement.translation())));
        } catch (ApiError e) {
            Matcher coercion = COERCION.matcher(e.getMessage());
            if (!coercion.find()) {
                throw e;
            }
            String words = "Cannot coerce expression of type " + coercion.group(1) + " to type " + coercion.group(2);
            throw ApiError.invalidQuery(coercion.replaceFirst(Matcher.quoteReplacement(words)));
        }
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

    @Override
    public Optional<String> text(String place) {
        return session.query("SELECT CAST(" + Variables.get(place) + " AS VARCHAR)", rows -> {
            rows.next();
            return Optional.ofNullable(rows.getString(1));
        });
    }

    @Override
    public void copyRow(String from, int row, String to) {
        session.execute(Variables.set(to, "SELECT " + Variables.get(from) + "[" + (row + 1) + "]"));
    }

    @Override
    public void copy(String from, String to) {
        session.execute(Variables.set(to, "SELECT " + Variables.get(from)));
    }

    @Override
    public void clear(String place) {
        session.execute("RESET VARIABLE \"" + place + "\"");
    }

    @Override
    public void assignSystem(String name, String place) {
        system.assign(name, text(place), surroundings);
    }

    @Override
    public Procedure procedure(List<String> path) {
        return Procedure.system(path).orElseGet(() -> stored(path));
    }

    private Procedure stored(List<String> path) {
        List<String> full = new Names(job.project(), surroundings.dataset())
                .routine(path)
                .orElseThrow(() -> ApiError.invalidQuery("Procedure not found: " + String.join(".", path)));
        SqlRoutine routine = engine.storage()
                .routines()
                .find(StoredFunctions.name(full))
                .map(RoutineDocument::read)
                .filter(found -> found.kind() == SqlRoutine.Kind.PROCEDURE
                        && engine.guard().maySee(job.caller(), full.get(0), full.get(1)))
                .orElseThrow(() -> ApiError.invalidQuery("Procedure not found: " + String.join(".", path)));
        List<Procedure.Parameter> parameters = routine.arguments().stream()
                .map(argument -> new Procedure.Parameter(
                        argument.name(),
                        argument.type(),
                        argument.mode().isEmpty() ? Procedure.Mode.IN : Procedure.Mode.valueOf(argument.mode())))
                .toList();
        return new Procedure(routine.toString(), parameters, routine.body());
    }

    @Override
    public void abortSession(Optional<String> id) {
        sessions.abort(id, job);
    }

    @Override
    public void begin() {
        engine.writer().transactions().begin(session);
    }

    @Override
    public void commit() {
        List<TableName> made = engine.writer().transactions().created(session);
        try {
            engine.writer().transactions().commit(session);
        } catch (RuntimeException e) {
            made.forEach(surroundings::dropped);
            throw e;
        }
    }

    @Override
    public void rollback() {
        List<TableName> made = engine.writer().transactions().created(session);
        engine.writer().transactions().rollback(session);
        made.forEach(surroundings::dropped);
    }

    @Override
    public void requireRunning() {
        session.checkStopped();
    }

    @Override
    public void error(String message, Piece statement, List<Piece> calls) {
        engine.writer().transactions().survive(session);
        system.error(message, statement, calls);
    }
}
