package io.meshwright.plan;

import io.meshwright.plan.CompiledProduct.CompiledPort;
import io.meshwright.product.Definition;
import io.meshwright.product.InputPort;
import io.meshwright.product.Mesh;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;

/** Plans the run of a product: ingest its sources, build and check every port, then publish every port. */
public final class Planner {

    /** The dataset of tables that nobody reads but the audit. */
    public static final String STAGING = "meshwright_staging";

    private Planner() {}

    public static Plan plan(CompiledProduct compiled, Mesh mesh) {
        List<Step> steps = new ArrayList<>();
        compiled.product().inputs().stream()
                .filter(input -> input.kind() == InputPort.Kind.SOURCE)
                .map(InputPort::origin)
                .distinct()
                .forEach(origin -> mesh.source(origin).ifPresent(source -> steps.add(new Step.Ingest(source))));
        for (CompiledPort port : compiled.ports()) {
            Definition.Query query = (Definition.Query) port.port().definition();
            steps.add(
                    new Step.Build(port.port(), query.sql(), staging(port.port().table())));
        }
        compiled.ports()
                .forEach(port -> steps.add(
                        new Step.Check(port.port(), staging(port.port().table()))));
        compiled.ports()
                .forEach(port -> steps.add(
                        new Step.Publish(port.port(), staging(port.port().table()))));
        return new Plan(compiled.product(), steps);
    }

    /** Where a table is built before it is published. */
    public static TableName staging(TableName table) {
        return new TableName(table.project(), STAGING, table.dataset() + "__" + table.table());
    }
}
