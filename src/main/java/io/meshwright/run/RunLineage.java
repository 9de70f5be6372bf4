package io.meshwright.run;

import io.meshwright.audit.CheckResult;
import io.meshwright.audit.CheckResult.Errored;
import io.meshwright.audit.CheckResult.Failed;
import io.meshwright.audit.CheckResult.Passed;
import io.meshwright.contract.ColumnType;
import io.meshwright.contract.SchemaObject;
import io.meshwright.lineage.JobRun;
import io.meshwright.lineage.JobRun.Assertion;
import io.meshwright.lineage.JobRun.Dataset;
import io.meshwright.lineage.JobRun.Output;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.CompiledProduct.CompiledPort;
import io.meshwright.product.Definition;
import io.meshwright.product.InputPort;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run and its product as OpenLineage sees them. */
@Singleton
class RunLineage {

    private final RunnableMesh mesh;
    private final RunHistory history;

    RunLineage(RunnableMesh mesh, RunHistory history) {
        this.mesh = mesh;
        this.history = history;
    }

    JobRun of(Run run, CompiledProduct product) {
        Run now = history.find(run.id()).orElse(run);
        return new JobRun(
                run.id(),
                run.product().toString(),
                product.product().purpose(),
                run.trigger() == Run.Trigger.SCHEDULE ? Optional.of(run.nominal()) : Optional.empty(),
                sql(product),
                product.product().inputs().stream()
                        .map(input -> input(input, now.checks()))
                        .toList(),
                product.ports().stream().map(port -> output(port, now)).toList());
    }

    private static String sql(CompiledProduct product) {
        return String.join(
                ";\n\n",
                product.ports().stream()
                        .map(port -> ((Definition.Query) port.port().definition())
                                .sql()
                                .strip())
                        .toList());
    }

    private Dataset input(InputPort input, List<CheckResult> checks) {
        return mesh.mesh()
                .schemaOf(input)
                .map(schema ->
                        dataset(input.table(), schema, input.kind() == InputPort.Kind.SOURCE ? checks : List.of()))
                .orElseGet(() -> new Dataset(input.table(), "", List.of(), Map.of(), List.of()));
    }

    private static Output output(CompiledPort compiled, Run run) {
        SchemaObject schema = compiled.port().schema();
        Dataset known = dataset(compiled.port().table(), schema, run.checks());
        Dataset built = new Dataset(
                known.table(),
                known.description(),
                compiled.query().columns(),
                known.descriptions(),
                known.assertions());
        long rows = run.steps().stream()
                .filter(step -> step.kind().equals("publish")
                        && step.target().equals(compiled.port().name()))
                .mapToLong(Run.RunStep::rows)
                .findFirst()
                .orElse(-1);
        return new Output(built, compiled.query().lineage(), rows);
    }

    private static Dataset dataset(TableName table, SchemaObject schema, List<CheckResult> checks) {
        Map<String, String> descriptions = new HashMap<>();
        schema.properties().forEach(property -> descriptions.put(property.name(), property.description()));
        return new Dataset(
                table,
                schema.description(),
                schema.properties().stream()
                        .map(property -> new Column(property.name(), ColumnType.of(property)))
                        .toList(),
                descriptions,
                checks.stream()
                        .filter(result -> isOf(result, schema))
                        .map(RunLineage::assertion)
                        .toList());
    }

    /** A contract's file and object name tell whose check it is: names alone may repeat between source and product. */
    private static boolean isOf(CheckResult result, SchemaObject schema) {
        return result.check().object().equals(schema.name())
                && result.check().location().file().equals(schema.location().file());
    }

    private static Assertion assertion(CheckResult result) {
        var check = result.check();
        String actual = result instanceof Passed passed
                ? passed.measured()
                : result instanceof Failed failed ? failed.measured() : ((Errored) result).message();
        return new Assertion(
                check.rule(),
                check.name(),
                check.description(),
                result instanceof Passed,
                check.column(),
                check.blocking(),
                check.expected(),
                actual);
    }
}
