package io.meshwright.emulator.job;

import io.meshwright.emulator.script.Interpreter;
import io.meshwright.emulator.script.Piece;
import io.meshwright.emulator.script.Procedure;
import io.meshwright.emulator.script.Scope;
import io.meshwright.emulator.script.Script;
import io.meshwright.emulator.script.ScriptHost;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Transactions;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.emulator.translation.Variables;
import io.meshwright.sql.TableName;
import io.meshwright.sql.Variable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** One script that runs: all of it on the job's own connection, its statements and queries as child jobs. */
final class ScriptRun implements ScriptHost {

    private final Engine engine;
    private final Job job;
    private final Session session;
    private final ClientSessions sessions;
    private final Surroundings surroundings;
    private final ChildJobs children;
    private final ScriptVariables system;
    private final ScriptQueries queries;
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
        this.system = new ScriptVariables(session, job);
        this.children = new ChildJobs(job, session, below.queries(), below.history(), options, system);
        this.queries = new ScriptQueries(engine, job, session, surroundings, children, clock);
    }

    void run(Script script) {
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
        if (transactions().isOpen(session)) {
            rollback();
        }
        for (TableName table : surroundings.tables()) {
            engine.writer().delete(session, table, Optional.empty());
        }
    }

    @Override
    public void run(Piece statement, Scope scope, List<Variable> parameters) {
        clock.timed(() -> {
            children.run(statement, surroundings, queries.declarations(scope, parameters));
            return statement;
        });
    }

    @Override
    public String compute(Piece query, Scope scope, Optional<String> type, String place) {
        return queries.compute(query, scope, type, place);
    }

    @Override
    public boolean isTrue(Piece query, Scope scope) {
        return queries.isTrue(query, scope);
    }

    @Override
    public Rows rows(Piece query, Scope scope, List<Variable> parameters, int limit, String place) {
        return queries.rows(query, scope, parameters, limit, place);
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
        return StoredProcedures.require(engine, job, surroundings, path);
    }

    @Override
    public void abortSession(Optional<String> id) {
        sessions.abort(id, job);
    }

    @Override
    public void begin(Piece statement) {
        inTransaction(
                statement, StatementType.BEGIN_TRANSACTION, () -> transactions().begin(session));
    }

    @Override
    public void commit(Piece statement) {
        inTransaction(statement, StatementType.COMMIT_TRANSACTION, this::commit);
    }

    @Override
    public void rollback(Piece statement) {
        inTransaction(statement, StatementType.ROLLBACK_TRANSACTION, this::rollback);
    }

    private void inTransaction(Piece statement, StatementType type, Runnable work) {
        children.with(statement, ChildJobs.Kind.STATEMENT, surroundings, child -> {
            child.detail().put("statementType", type.name());
            Optional<String> ending = transactions().id(session);
            work.run();
            ending.or(() -> transactions().id(session)).ifPresent(id -> QueryStatistics.inTransaction(child, id));
            return child;
        });
    }

    private void commit() {
        List<TableName> made = transactions().created(session);
        try {
            transactions().commit(session);
        } catch (RuntimeException e) {
            made.forEach(surroundings::dropped);
            throw e;
        }
    }

    private void rollback() {
        List<TableName> made = transactions().created(session);
        transactions().rollback(session);
        made.forEach(surroundings::dropped);
    }

    private Transactions transactions() {
        return engine.writer().transactions();
    }

    @Override
    public void requireRunning() {
        session.checkStopped();
    }

    @Override
    public void error(String message, Piece statement, List<Piece> calls) {
        transactions().survive(session);
        system.error(message, statement, calls);
    }
}
