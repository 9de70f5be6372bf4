package io.meshwright.plan;

import io.meshwright.contract.DataContract;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.plan.CompiledProduct.CompiledPort;
import io.meshwright.product.Definition;
import io.meshwright.product.InputPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductVersion;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles products: their queries read what they declare and return what their contracts promise. Remembers analyses,
 * so that compiling again what did not change costs nothing.
 */
public final class Compiler {

    private static final int REMEMBERED = 2_000;

    private final SqlAnalyzer analyzer;
    private final String project;
    private final Map<Analysis, Outcome<AnalyzedQuery>> analyses = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Analysis, Outcome<AnalyzedQuery>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** All that decides what an analysis says. */
    private record Analysis(String file, String sql, Map<TableName, List<String>> tables) {}

    /**
     * A compiler.
     *
     * @param project what {@code dataset.table} without a project means
     */
    public Compiler(SqlAnalyzer analyzer, String project) {
        this.analyzer = analyzer;
        this.project = project;
    }

    /** The product ready to be planned, or every disagreement between its queries, inputs and contracts. */
    public Outcome<CompiledProduct> compile(ProductVersion product, Mesh mesh) {
        DeclaredTables tables = new DeclaredTables(inputs(product), mesh);
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<CompiledPort> ports = new ArrayList<>();
        for (OutputPort port : product.outputs()) {
            Definition.Query query = (Definition.Query) port.definition();
            Outcome<AnalyzedQuery> analyzed = analyze(query, tables);
            diagnostics.addAll(analyzed.diagnostics());
            analyzed.value().ifPresent(found -> {
                SqlPlaces places = new SqlPlaces(query.file(), query.sql());
                diagnostics.addAll(undeclared(found, tables, own(product), mesh, places));
                diagnostics.addAll(new SchemaComparison(port.schema(), found, places, tables).diagnostics());
                ports.add(new CompiledPort(port, found));
            });
        }
        if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
            return Outcome.failed(diagnostics);
        }
        diagnostics.addAll(unused(product, ports));
        return Outcome.of(new CompiledProduct(product, ports), diagnostics);
    }

    /** A query on its own, before it has a product and a contract: what it returns from these tables and no others. */
    public Outcome<AnalyzedQuery> analyze(Definition.Query query, Collection<TableName> inputs, Mesh mesh) {
        DeclaredTables tables = new DeclaredTables(inputs, mesh);
        Outcome<AnalyzedQuery> analyzed = analyze(query, tables);
        if (!analyzed.isOk()) {
            return analyzed;
        }
        SqlPlaces places = new SqlPlaces(query.file(), query.sql());
        List<Diagnostic> undeclared = undeclared(analyzed.get(), tables, Set.of(), mesh, places);
        return undeclared.isEmpty() ? analyzed : Outcome.failed(undeclared);
    }

    private Outcome<AnalyzedQuery> analyze(Definition.Query query, DeclaredTables tables) {
        Analysis analysis = new Analysis(query.file(), query.sql(), tables.shape());
        synchronized (analyses) {
            Outcome<AnalyzedQuery> known = analyses.get(analysis);
            if (known != null) {
                return known;
            }
        }
        Outcome<AnalyzedQuery> outcome = analyzer.analyze(query.file(), query.sql(), tables, project);
        boolean dependsOnDeclaredOnly =
                outcome.isOk() && outcome.get().tables().stream().allMatch(tables::isDeclared);
        if (dependsOnDeclaredOnly) {
            synchronized (analyses) {
                analyses.put(analysis, outcome);
            }
        }
        return outcome;
    }

    private static List<Diagnostic> undeclared(
            AnalyzedQuery query, DeclaredTables tables, Set<TableName> own, Mesh mesh, SqlPlaces places) {
        return query.tables().stream()
                .filter(table -> !tables.isDeclared(table))
                .sorted(Comparator.comparing(TableName::toString))
                .map(table -> undeclared(table, own, mesh, places.table(table)))
                .toList();
    }

    private static Diagnostic undeclared(TableName table, Set<TableName> own, Mesh mesh, SourceLocation place) {
        String name = table.dataset() + "." + table.table();
        if (own.contains(table)) {
            return Diagnostic.error("cycle", place, name + " is what this product publishes; it cannot read it too.");
        }
        String contract = mesh.contractOf(table).map(DataContract::id).orElse("");
        return Diagnostic.error(
                "input-undeclared",
                place,
                name + " is not an input of this product; add an input port with contractId: " + contract + ".");
    }

    private static Set<TableName> inputs(ProductVersion product) {
        return product.inputs().stream().map(InputPort::table).collect(Collectors.toSet());
    }

    private static Set<TableName> own(ProductVersion product) {
        return product.outputs().stream().map(OutputPort::table).collect(Collectors.toSet());
    }

    private static List<Diagnostic> unused(ProductVersion product, List<CompiledPort> ports) {
        Set<TableName> read =
                ports.stream().flatMap(port -> port.query().tables().stream()).collect(Collectors.toSet());
        return product.inputs().stream()
                .filter(input -> !read.contains(input.table()))
                .map(input -> Diagnostic.warning(
                        "input-unused",
                        input.location(),
                        "No query of the product reads the input '" + input.name() + "'; remove the port."))
                .toList();
    }
}
