package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.script.DryRun;
import io.meshwright.emulator.script.Piece;
import io.meshwright.emulator.script.Procedure;
import io.meshwright.emulator.script.Scope;
import io.meshwright.emulator.script.Script;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.sql.Declarations;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A script that is checked and not run: its statements are translated, and what they would read is added up. */
final class ScriptDryRun implements DryRun.Host {

    private final Engine engine;
    private final Job job;
    private final Supplier<Lease> leases;
    private final Consumer<Statement> rights;
    private final Surroundings surroundings;
    private long read;
    private long billed;

    /** @param rights refuses a statement that would be refused when it ran */
    ScriptDryRun(Engine engine, Job job, Supplier<Lease> leases, Consumer<Statement> rights) {
        this.engine = engine;
        this.job = job;
        this.leases = leases;
        this.rights = rights;
        this.surroundings = Surroundings.script(job);
    }

    void run(Script script) {
        QueryStatistics.describeScript(job);
        Scope around = job.clientSession().map(ClientSession::variables).orElseGet(Scope::outermost);
        boolean whole = new DryRun(this, script, around).run();
        QueryStatistics.estimate(job, read, billed, whole);
    }

    @Override
    public boolean check(Piece statement, Scope scope) {
        return translated(statement, declarations(scope), checked -> {
            StatementType type = checked.translation().type();
            return type.isQuery() || type.isDml() || type.movesFiles() || type == StatementType.ASSERT;
        });
    }

    @Override
    public String compute(Piece query, Scope scope, Optional<String> type, String place) {
        Declarations declarations =
                declarations(scope).assignedTo(type.map(List::of).orElse(List.of()));
        try {
            return translated(query, declarations, checked -> ScriptQueries.type(type, checked.translation()));
        } catch (ApiError e) {
            throw ScriptQueries.ofExpression(e);
        }
    }

    private Declarations declarations(Scope scope) {
        return surroundings.declarations(scope.variables(), List.of(), StoredFunctions.of(engine, job.caller()));
    }

    private <T> T translated(Piece piece, Declarations declarations, Function<Statement, T> use) {
        try (Lease lease = leases.get()) {
            Statement statement = Statement.translate(
                    engine, job, lease, Statement.request(job, piece.text(), surroundings, declarations), surroundings);
            rights.accept(statement);
            long bytes = statement.tables().bytes();
            read += bytes;
            billed += QueryStatistics.billed(bytes, statement.tables().found().size());
            return use.apply(statement);
        }
    }

    @Override
    public void copy(String from, String to) {
        // Variables have types here and no values.
    }

    @Override
    public void assignSystem(String name, String place) {
        // What it would change is not looked at any more.
    }

    @Override
    public Procedure procedure(List<String> path) {
        return StoredProcedures.require(engine, job, surroundings, path);
    }
}
