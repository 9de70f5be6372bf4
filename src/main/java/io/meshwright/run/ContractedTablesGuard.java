package io.meshwright.run;

import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.guard.PublishedTablesGuard;
import io.meshwright.emulator.guard.TableGuard;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.Mesh;
import io.meshwright.product.OutputPort;
import io.meshwright.product.Source;
import io.meshwright.sql.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Stream;

/**
 * Tables under a contract of the mesh are written by runs alone, which check it first: not even an operator writes past
 * it, or removes the dataset they are in.
 */
@ApplicationScoped
public class ContractedTablesGuard implements TableGuard {

    private final TableGuard rights = new PublishedTablesGuard();
    private final MeshCatalog catalog;

    @Inject
    ContractedTablesGuard(MeshCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public boolean mayRead(Caller caller, TableName table) {
        return rights.mayRead(caller, table);
    }

    @Override
    public boolean mayWrite(Caller caller, TableName table) {
        return rights.mayWrite(caller, table)
                && (caller.isEngine()
                        || catalog.current().mesh().contractOf(table).isEmpty());
    }

    @Override
    public boolean mayManage(Caller caller, String project, String dataset) {
        return rights.mayManage(caller, project, dataset)
                && (caller.isEngine()
                        || contracted()
                                .noneMatch(table -> table.project().equals(project)
                                        && table.dataset().equals(dataset)));
    }

    @Override
    public boolean mayUseFiles(Caller caller) {
        return rights.mayUseFiles(caller);
    }

    @Override
    public boolean maySee(Caller caller, String project, String dataset) {
        return rights.maySee(caller, project, dataset);
    }

    private Stream<TableName> contracted() {
        Mesh mesh = catalog.current().mesh();
        return Stream.concat(
                mesh.sources().stream().map(Source::table),
                mesh.products().stream()
                        .flatMap(product -> product.outputs().stream())
                        .map(OutputPort::table));
    }
}
