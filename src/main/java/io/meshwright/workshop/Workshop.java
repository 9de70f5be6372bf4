package io.meshwright.workshop;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.Column;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.workshop.Draft.DraftColumn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a product is drafted: its query is checked, its contract proposed, its documents written and registered. */
@ApplicationScoped
public class Workshop {

    private static final String FIRST_VERSION = "1.0.0";

    private final MeshCatalog catalog;
    private final SqlCheck sqlCheck;

    @Inject
    Workshop(
            MeshCatalog catalog,
            @ConfigProperty(name = "meshwright.warehouse.project", defaultValue = "meshwright") String project) {
        this.catalog = catalog;
        this.sqlCheck = new SqlCheck(new SqlAnalyzer(), project);
    }

    /**
     * Looks at a draft.
     *
     * @param follows the product this is a new version of; empty for a new product
     */
    public Sketch sketch(FormFields fields, Optional<ProductName> follows) {
        Mesh mesh = catalog.current().mesh();
        Draft typed = Draft.of(fields);
        Choices choices = new Choices(mesh, follows.orElseGet(() -> nameOf(typed)));
        SqlCheck.Checked sql = typed.sql().isBlank()
                ? new SqlCheck.Checked(Optional.empty(), List.of())
                : sqlCheck.check(typed, choices);
        Draft draft = sql.query()
                .map(query -> typed.withColumns(columns(fields, query)))
                .orElse(typed);
        List<Problem> problems = new DraftRules(draft, mesh, follows).problems(sql);
        Optional<ProductVersion> served = follows.flatMap(mesh::product);
        List<Column> columns = columnsOf(draft);
        String version = served.map(before -> NextVersion.of(before, columns)).orElse(FIRST_VERSION);
        ProductDocuments documents = new ProductDocuments(draft, version, picked(draft, choices));
        if (problems.isEmpty()) {
            problems = found(catalog.check(documents.request()));
        }
        return new Sketch(
                draft,
                choices.all(),
                sql.findings(),
                sql.query().isPresent() && sql.findings().isEmpty(),
                lost(fields, draft),
                problems,
                version,
                served.map(ProductVersion::version),
                breaks(mesh, served, columns),
                documents.odps(),
                documents.odcs(),
                draft.schedule().next(ZonedDateTime.now(ZoneOffset.UTC)));
    }

    /** Registers a draft that is ready; the diagnostics say why when the mesh changed in between. */
    public Outcome<CompiledProduct> register(Sketch sketch, String who) {
        Draft draft = sketch.draft();
        Choices choices = new Choices(catalog.current().mesh(), nameOf(draft));
        return catalog.register(new ProductDocuments(draft, sketch.version(), picked(draft, choices)).request(), who);
    }

    /** What a failed registration says, as problems of the form. */
    public static List<Problem> found(Outcome<CompiledProduct> outcome) {
        return outcome.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(diagnostic -> new Problem("how", "sql", diagnostic.toString()))
                .toList();
    }

    private static ProductName nameOf(Draft draft) {
        boolean proper = ProductName.isKebab(draft.domain()) && ProductName.isKebab(draft.name());
        return proper ? new ProductName(draft.domain(), draft.name()) : new ProductName("no-domain", "no-name");
    }

    private static List<DraftColumn> columns(FormFields fields, AnalyzedQuery query) {
        return query.columns().stream()
                .map(column -> proposed(fields, column, query.neverNull().contains(column.name())))
                .toList();
    }

    /** A column nobody has seen yet is required when it cannot be NULL. */
    private static DraftColumn proposed(FormFields fields, Column column, boolean neverNull) {
        DraftColumn known = Draft.column(fields, column.name(), column.type());
        boolean seen = fields.texts("column").contains(column.name());
        return seen
                ? known
                : new DraftColumn(
                        known.name(),
                        known.type(),
                        known.description(),
                        known.key(),
                        known.required() || neverNull,
                        known.unique(),
                        known.classification(),
                        known.rule(),
                        known.detail());
    }

    private static List<Choice> picked(Draft draft, Choices choices) {
        List<Choice> picked = new ArrayList<>();
        for (String contract : draft.inputs()) {
            choices.all().stream()
                    .filter(choice -> choice.contractId().equals(contract))
                    .findFirst()
                    .ifPresent(picked::add);
        }
        return picked;
    }

    private static List<String> lost(FormFields fields, Draft draft) {
        List<String> now = draft.columns().stream().map(DraftColumn::name).toList();
        return fields.values().keySet().stream()
                .filter(name -> name.startsWith("description."))
                .map(name -> name.substring("description.".length()))
                .filter(name -> !now.contains(name))
                .toList();
    }

    private static List<Column> columnsOf(Draft draft) {
        return draft.columns().stream()
                .map(column -> new Column(column.name(), column.type()))
                .toList();
    }

    private static List<ProductName> breaks(Mesh mesh, Optional<ProductVersion> served, List<Column> columns) {
        return served.filter(version -> NextVersion.breaks(version, columns))
                .map(version -> mesh.consumersOf(version.name()).stream()
                        .map(ProductVersion::name)
                        .toList())
                .orElse(List.of());
    }
}
