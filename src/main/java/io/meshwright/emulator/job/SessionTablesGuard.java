package io.meshwright.emulator.job;

import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.guard.TableGuard;
import io.meshwright.emulator.storage.AnonymousDataset;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;

/**
 * A guard that gives the temporary tables of a session to its owner alone, and a caller's anonymous dataset to that caller
 * and to trusted ones; the rest it leaves to another.
 */
public final class SessionTablesGuard implements TableGuard {

    private final TableGuard guard;
    private final ClientSessions sessions;

    public SessionTablesGuard(TableGuard guard, ClientSessions sessions) {
        this.guard = guard;
        this.sessions = sessions;
    }

    private static boolean isHidden(String dataset) {
        return dataset.startsWith(TemporaryTables.DATASET) || AnonymousDataset.isOne(dataset);
    }

    private boolean isOwn(Caller caller, String project, String dataset) {
        return AnonymousDataset.isOne(dataset)
                ? caller.isTrusted() || AnonymousDataset.of(caller.name()).equals(dataset)
                : sessions.isOwn(caller, project, dataset);
    }

    @Override
    public boolean mayRead(Caller caller, TableName table) {
        return isHidden(table.dataset())
                ? isOwn(caller, table.project(), table.dataset())
                : guard.mayRead(caller, table);
    }

    @Override
    public boolean mayWrite(Caller caller, TableName table) {
        return isHidden(table.dataset())
                ? isOwn(caller, table.project(), table.dataset())
                : guard.mayWrite(caller, table);
    }

    @Override
    public boolean mayManage(Caller caller, String project, String dataset) {
        return !isHidden(dataset) && guard.mayManage(caller, project, dataset);
    }

    @Override
    public boolean mayUseFiles(Caller caller) {
        return guard.mayUseFiles(caller);
    }

    @Override
    public boolean maySee(Caller caller, String project, String dataset) {
        return isHidden(dataset) ? isOwn(caller, project, dataset) : guard.maySee(caller, project, dataset);
    }
}
