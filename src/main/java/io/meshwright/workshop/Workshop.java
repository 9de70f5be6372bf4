package io.meshwright.workshop;

import io.meshwright.contract.ContractDiff;
import io.meshwright.contract.ContractReader;
import io.meshwright.contract.DataContract;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.ContractDraft;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.InputPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.workshop.Draft.DraftColumn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a product is drafted: its query is checked, its contract proposed, its documents written and registered. */
@ApplicationScoped
public class Workshop {

    private final MeshCatalog catalog;
    private final SqlCheck sqlCheck;
    private final Clock clock;

    @Inject
    Workshop(
            MeshCatalog catalog,
            Clock clock,
            @ConfigProperty(name = "meshwright.warehouse.project", defaultValue = "meshwright") String project) {
        this.catalog = catalog;
        this.clock = clock;
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
                .map(query -> typed.withColumns(columns(fields, query, mesh)))
                .orElse(typed);
        List<Problem> problems = new DraftRules(draft, mesh, follows).problems(sql);
        Optional<ProductVersion> served = follows.flatMap(mesh::product);
        NextVersion version = version(draft, served);
        ProductDocuments documents = documents(draft, version, choices, served);
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
                readers(mesh, served, version),
                documents.odps(),
                documents.odcs(),
                draft.schedule().next(ZonedDateTime.now(clock)));
    }

    /** Registers a draft that is ready; the diagnostics say why when the mesh changed in between. */
    public Outcome<CompiledProduct> register(Sketch sketch, String who) {
        Draft draft = sketch.draft();
        Mesh mesh = catalog.current().mesh();
        Choices choices = new Choices(mesh, nameOf(draft));
        Optional<ProductVersion> served = sketch.served().flatMap(any -> mesh.product(nameOf(draft)));
        return catalog.register(
                documents(draft, sketch.version(), choices, served).request(), who);
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

    private static List<DraftColumn> columns(FormFields fields, AnalyzedQuery query, Mesh mesh) {
        return ContractDraft.columns(query, mesh).stream()
                .map(column -> proposed(fields, column))
                .toList();
    }

    /** What was said of a column; of one nobody has seen yet, what its query and the columns it comes from say. */
    private static DraftColumn proposed(FormFields fields, SchemaProperty column) {
        DraftColumn known = Draft.column(fields, column.name(), column.physicalType());
        boolean seen = fields.texts("column").contains(column.name()) || fields.has("description." + column.name());
        if (seen) {
            return known;
        }
        boolean isClassified = DraftRules.CLASSES.contains(column.classification());
        return new DraftColumn(
                known.name(),
                known.type(),
                column.description(),
                known.key(),
                known.required() || column.required(),
                known.unique(),
                isClassified ? column.classification() : known.classification(),
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

    private NextVersion version(Draft draft, Optional<ProductVersion> served) {
        if (served.isEmpty()) {
            return NextVersion.first(draft);
        }
        LocalDate today = LocalDate.now(clock);
        NextVersion like = NextVersion.like(served.get(), today);
        ContractDiff diff = ContractReader.read("contract", ContractText.of(draft, like))
                .value()
                .map(now -> ContractDiff.between(contract(served.get(), like), now))
                .orElse(new ContractDiff(List.of()));
        return like.after(served.get(), diff, draft.keepsBoth(), today);
    }

    private static DataContract contract(ProductVersion served, NextVersion like) {
        return served.outputs().stream()
                .map(OutputPort::contract)
                .filter(contract -> contract.id().equals(like.contractId()))
                .findFirst()
                .orElseThrow();
    }

    private static ProductDocuments documents(
            Draft draft, NextVersion version, Choices choices, Optional<ProductVersion> served) {
        List<InputPort> before = served.map(ProductVersion::inputs).orElse(List.of());
        return new ProductDocuments(draft, version, picked(draft, choices), before);
    }

    /** Whom a breaking change concerns. */
    private static List<ProductName> readers(Mesh mesh, Optional<ProductVersion> served, NextVersion version) {
        return served.filter(any -> version.isBreaking())
                .map(before -> mesh.consumersOf(before.name()).stream()
                        .map(ProductVersion::name)
                        .toList())
                .orElse(List.of());
    }
}
