package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.result.QueryRows;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.result.TableRows;
import io.meshwright.emulator.script.Script;
import io.meshwright.emulator.storage.AnonymousDataset;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.FieldNames;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.JobRecord;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.sql.Declarations;
import io.meshwright.sql.SystemVariables;
import io.meshwright.sql.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Query jobs: reads, destination tables, DML; statements that define things go to {@link Definitions}. */
final class QueryWork implements Work {

    private static final long LARGEST_RESULT = 4L << 30;

    private final Engine engine;
    private final JobHistory history;
    private final ClientSessions sessions;
    private final ScheduledExecutorService clock;
    private final Definitions definitions;
    private final ReadResults results;
    private final FileStatements files;
    private final ResultCache cache = new ResultCache();

    QueryWork(Engine engine, JobHistory history, ClientSessions sessions, ScheduledExecutorService clock) {
        this.clock = clock;
        this.engine = engine;
        this.sessions = sessions;
        this.history = history;
        this.definitions = new Definitions(engine);
        this.results = new ReadResults(engine, history);
        this.files = new FileStatements(engine);
    }

    @Override
    public void run(Job job, Session session) {
        Optional<Script> script = script(job);
        if (script.isPresent()) {
            new ScriptRun(engine, job, session, new ScriptRun.Below(this, history, sessions, clock)).run(script.get());
            return;
        }
        Surroundings surroundings = Surroundings.statement(job);
        Declarations declarations = surroundings.declarations(StoredFunctions.of(engine, job.caller()));
        if (SystemVariables.mayBeIn(job.settings().path("query").asText(), declarations.routines())) {
            new ScriptVariables(session, job).begin(surroundings);
        }
        run(job, session, surroundings, declarations);
    }

    /** The script that a job is; functions that outlive it, in a session, make one too. */
    private static Optional<Script> script(Job job) {
        String sql = job.settings().path("query").asText();
        return Script.of(sql, job.clientSession().isPresent());
    }

    /** Runs one statement, in its exact form where a quicker one does not do. */
    void run(Job job, Session session, Surroundings surroundings, Declarations declarations) {
        String sql = job.settings().path("query").asText();
        results.keep(job, sql);
        StatementRequest exact = Statement.request(job, sql, surroundings, declarations);
        // A failure would end the transaction.
        boolean provisional = !engine.writer().transactions().isOpen(session)
                && engine.translator().mayBeProvisional(exact);
        try {
            run(job, session, surroundings, exact.provisional(provisional));
        } catch (ApiError e) {
            if (!provisional || !StatementRequest.isInDoubt(e.getMessage())) {
                throw e;
            }
            engine.translator().doubt(exact);
            run(job, session, surroundings, exact);
        }
    }

    private void run(Job job, Session session, Surroundings surroundings, StatementRequest request) {
        try (Lease lease = engine.storage().lease(session)) {
            Statement statement = Statement.translate(engine, job, lease, request, surroundings);
            lease.narrow();
            QueryStatistics.describe(job, statement);
            QueryStatistics.requireWithinLimit(job);
            statement.requirePast(session);
            Translation translation = statement.translation();
            if (translation.type().isQuery()) {
                read(job, session, statement);
            } else if (translation.type().isDml()) {
                change(job, session, statement);
            } else if (translation.type().isRoutine()) {
                new RoutineDefinitions(engine).run(job, session, statement);
                cache.clear();
            } else if (translation.type().movesFiles()) {
                files.run(job, session, statement.exact());
            } else if (translation.type() == StatementType.ASSERT) {
                check(session, translation);
            } else {
                definitions.run(job, session, statement);
                cache.clear();
            }
            QueryStatistics.conclude(job, statement.tables().found());
        }
    }

    /** Answers without running: columns, tables, bytes. */
    void dryRun(Job job) {
        Optional<Script> script = script(job);
        if (script.isPresent()) {
            ScriptOptions.of(job);
            new ScriptDryRun(engine, job, () -> lease(job), statement -> requireRights(job, statement))
                    .run(script.get());
            return;
        }
        results.keep(job, job.settings().path("query").asText());
        try (Lease lease = lease(job)) {
            Statement statement = Statement.translate(engine, job, lease);
            requireRights(job, statement);
            requirePast(job, statement);
            QueryStatistics.describe(job, statement);
            QueryStatistics.requireWithinLimit(job);
            QueryStatistics.notBilled(job);
        }
    }

    private void requirePast(Job job, Statement statement) {
        if (statement.past().isEmpty()) {
            return;
        }
        if (job.clientSession().isPresent()) {
            statement.requirePast(job.clientSession().get().connection());
            return;
        }
        try (Session session = engine.storage().duckDb().session()) {
            statement.requirePast(session);
        }
    }

    private Lease lease(Job job) {
        return job.clientSession()
                .map(client -> engine.storage().lease(client.connection()))
                .orElseGet(() -> engine.storage().lease());
    }

    private static void check(Session session, Translation translation) {
        boolean holds = session.number("SELECT coalesce(CAST((" + translation.duckSql() + ") AS INTEGER), 0)") == 1;
        if (!holds) {
            throw ApiError.invalidQuery(translation.query().isEmpty() ? "Assertion failed" : translation.query());
        }
    }

    /** A dry run is refused where the run would be, for lack of rights or for names that cannot be given. */
    private void requireRights(Job job, Statement statement) {
        if (statement.translation().type().movesFiles()) {
            files.requireRights(job, statement);
        }
        if (statement.translation().type().isRoutine()) {
            new RoutineDefinitions(engine).requireRights(job, statement.translation());
        }
        statement.translation().target().ifPresent(statement::requireWritable);
        statement.translation().schemaTarget().ifPresent(path -> definitions.requireManage(job, path));
        DefinedNames.require(statement);
        if (hasDestination(job)) {
            Destination.of(job, Disposition.Write.WRITE_EMPTY).requireWritable(engine, job);
        }
        if (hasDestination(job) && statement.translation().type().isQuery()) {
            FieldNames.require(TableSchema.of(statement.translation().schema()).fields(), statement::place);
        }
    }

    /** Whether the rows go to a table and not only to their caller. */
    private static boolean hasDestination(Job job) {
        return job.settings().path("destinationTable").hasNonNull("tableId");
    }

    private void read(Job job, Session session, Statement statement) {
        if (hasDestination(job)) {
            writeDestination(job, session, statement, Destination.of(job, Disposition.Write.WRITE_EMPTY));
            return;
        }
        Optional<RowSource> known = cache.find(job, statement);
        if (known.isPresent()) {
            QueryStatistics.cached(job);
            job.giveRows(known.get());
        } else {
            TableSchema schema = TableSchema.ofResult(statement.translation().schema());
            QueryRows rows = QueryRows.run(
                    session,
                    statement.translation().duckSql(),
                    schema,
                    statement.translation().fewRows(),
                    engine.results(),
                    LARGEST_RESULT);
            job.giveRows(rows);
            cache.keep(job, statement, rows);
        }
        String dataset = AnonymousDataset.of(job.caller().name());
        job.settings().set("destinationTable", References.json(new TableName(job.project(), dataset, job.id())));
    }

    private void writeDestination(Job job, Session session, Statement statement, Destination destination) {
        destination.requireWritable(engine, job);
        IncomingRows rows =
                statement.rows(TableSchema.of(statement.translation().schema()));
        FieldNames.require(rows.schema().fields(), statement::place);
        destination.write(engine, session, rows, remembering(job));
        job.giveRows(new TableRows(engine.storage(), destination.table(), List.of()));
    }

    private void change(Job job, Session session, Statement statement) {
        TableName target = statement.target();
        statement.requireWritable(target);
        engine.writer()
                .change(
                        session,
                        target,
                        physical -> {
                            String sql = statement.duckSqlOn(target, physical);
                            if (statement.translation().type() == StatementType.MERGE) {
                                QueryStatistics.merged(job, session.counts(sql + " RETURNING merge_action"));
                                return;
                            }
                            long count = session.update(sql);
                            QueryStatistics.changed(job, statement.translation().type(), count);
                        },
                        remembering(job));
    }

    /** The record of the job as it will be, to commit with its work. */
    static Writer.Remember remembering(Job job) {
        return table -> Optional.of(record(job));
    }

    static JobRecord record(Job job) {
        Instant now = Instant.now();
        return new JobRecord(
                job.project(), job.id(), now, JobView.finished(job, now).toString());
    }
}
