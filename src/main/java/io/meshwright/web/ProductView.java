package io.meshwright.web;

import io.meshwright.contract.QualityRule;
import io.meshwright.dashboard.Dashboards;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.plan.CompiledMesh;
import io.meshwright.product.AcceptedVersion;
import io.meshwright.product.Definition;
import io.meshwright.product.InputPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Team;
import io.meshwright.run.ProductState;
import io.meshwright.run.Run;
import io.meshwright.run.RunSchedule;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a product shows.
 *
 * @param runs the newest, newest first
 * @param diagnostics what is wrong with its documents as they are now
 * @param schedule in words; empty when it has none
 */
public record ProductView(
        ProductVersion product,
        ProductCard card,
        ProductState state,
        Optional<Team> team,
        String schedule,
        List<Diagnostic> diagnostics,
        List<InputRow> inputs,
        List<OutputRow> outputs,
        List<ContractView> contracts,
        List<RuleRow> rules,
        List<ColumnOrigin> origins,
        MiniLineage lineage,
        List<Run> runs,
        RunStrip longStrip,
        List<VersionRow> versions,
        Rights rights) {

    private static final int STRIP = 30;
    private static final int RUNS = 8;

    /** What the viewer may do here. */
    public record Rights(boolean run, boolean change, boolean sample, boolean hiddenColumns) {}

    /** A table the product reads. */
    public record InputRow(String name, String kind, String href, String title, String table, String version) {}

    /** A table the product publishes, with how to query it. */
    public record OutputRow(
            String name,
            String table,
            String description,
            String version,
            String ends,
            String query,
            Optional<SqlText> sql) {

        /** For what copies from it. */
        public String sqlId() {
            return "sql-" + name;
        }

        public String queryId() {
            return "query-" + name;
        }
    }

    /** A definition and the file it stands in. */
    public record SqlText(String file, Code code) {}

    static ProductView of(
            ProductVersion product,
            Dashboards now,
            ProductState state,
            List<Run> runs,
            List<AcceptedVersion> versions,
            Rights rights) {
        CompiledMesh compiled = now.mesh();
        Mesh mesh = compiled.mesh();
        Readers readers = Readers.of(product.name(), now);
        List<RuleRow> rules =
                RuleRow.of(RuleRow.own(state.last().map(Run::checks).orElse(List.of()), product), Optional.of(product));
        return new ProductView(
                product,
                ProductCard.of(product, mesh, readers, state),
                state,
                team(product, mesh),
                product.schedule().map(RunSchedule::words).orElse(""),
                compiled.diagnosticsOf(product.name()),
                product.inputs().stream().map(input -> input(input, mesh)).toList(),
                product.outputs().stream().map(ProductView::output).toList(),
                product.outputs().stream()
                        .map(port -> ContractView.of(port, rules))
                        .toList(),
                rules,
                compiled.product(product.name())
                        .map(ready -> ColumnOrigin.of(ready, now))
                        .orElse(List.of()),
                MiniLineage.of(product, mesh, readers),
                runs,
                RunStrip.of(finishedOldestFirst(runs), STRIP, 72),
                VersionRow.of(versions),
                rights);
    }

    private static Optional<Team> team(ProductVersion product, Mesh mesh) {
        return mesh.domain(product.name().domain()).stream()
                .flatMap(domain -> domain.teams().stream())
                .filter(team -> team.name().equals(product.team()))
                .findFirst();
    }

    private static InputRow input(InputPort input, Mesh mesh) {
        boolean source = input.kind() == InputPort.Kind.SOURCE;
        String title = source
                ? mesh.source(input.origin()).map(known -> known.title()).orElse(input.name())
                : mesh.product(input.origin()).map(ProductVersion::title).orElse(input.name());
        return new InputRow(
                input.name(),
                source ? "source" : "product",
                (source ? "/sources/" : "/products/") + input.origin(),
                title,
                input.table().toString(),
                input.version());
    }

    private static OutputRow output(OutputPort port) {
        Optional<SqlText> sql = port.definition() instanceof Definition.Query query
                ? Optional.of(new SqlText(query.file(), Code.sql(query.sql())))
                : Optional.empty();
        String query = "SELECT *\nFROM " + port.table().quoted() + "\nLIMIT 100";
        return new OutputRow(
                port.name(), port.table().toString(), port.description(), port.version(), ends(port), query, sql);
    }

    /** When a deprecated port ends, in words; empty for one that stays. */
    private static String ends(OutputPort port) {
        if (!port.contract().isDeprecated()) {
            return "";
        }
        return port.contract()
                .endOfLife()
                .map(end -> "Retiring, served until " + InWords.date(end))
                .orElse("Retiring");
    }

    private static List<Run> finishedOldestFirst(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.state().isFinished())
                .limit(STRIP)
                .sorted(java.util.Comparator.comparingLong(Run::number))
                .toList();
    }

    public boolean broken() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** Promises about the service, of all ports, each once. */
    public List<ContractView.Promise> promises() {
        return contracts.stream()
                .flatMap(contract -> contract.serviceLevels().stream())
                .distinct()
                .toList();
    }

    /** What one row is, of all ports, each once. */
    public List<String> grains() {
        return contracts.stream()
                .map(ContractView::granularity)
                .filter(grain -> !grain.isEmpty())
                .distinct()
                .toList();
    }

    /** Rules for people, which nobody checks. */
    public List<QualityRule.About> textRules() {
        return contracts.stream()
                .flatMap(contract -> contract.textRules().stream())
                .toList();
    }

    public List<Run> firstRuns() {
        return runs.stream().limit(RUNS).toList();
    }

    public boolean live() {
        return state.last().filter(run -> !run.state().isFinished()).isPresent();
    }

    public long metRules() {
        return rules.stream().filter(RuleRow::isMet).count();
    }
}
