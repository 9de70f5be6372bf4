package io.meshwright.emulator.guard;

import io.meshwright.sql.TableName;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Trusted callers may do everything; everyone else who is signed in reads what is published: every dataset but those
 * whose name ends in {@code staging} or begins with an underscore.
 */
@DefaultBean
@ApplicationScoped
public class PublishedTablesGuard implements TableGuard {

    @Override
    public boolean mayRead(Caller caller, TableName table) {
        return maySee(caller, table.project(), table.dataset());
    }

    @Override
    public boolean mayWrite(Caller caller, TableName table) {
        return caller.isTrusted();
    }

    @Override
    public boolean mayManage(Caller caller, String project, String dataset) {
        return caller.isTrusted();
    }

    @Override
    public boolean mayUseFiles(Caller caller) {
        return caller.isTrusted();
    }

    @Override
    public boolean maySee(Caller caller, String project, String dataset) {
        return caller.isTrusted() || !(dataset.startsWith("_") || dataset.endsWith("staging"));
    }
}
