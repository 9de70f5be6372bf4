package io.meshwright.api;

import io.meshwright.contract.SchemaProperty;
import io.meshwright.contract.ServiceLevel;
import io.meshwright.product.Domain;
import io.meshwright.product.InputPort;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Team;
import io.meshwright.run.ProductState;
import io.meshwright.run.Run;
import io.meshwright.run.RunSchedule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Products as the API shows them. */
public final class ProductViews {

    private ProductViews() {}

    /** A page of products. */
    @Schema(name = "ProductPage")
    public record ProductPage(
            List<ProductSummary> items,
            @Schema(description = "Products that match, over all pages") int total,
            @Schema(description = "This page, from 1") int page,
            @Schema(description = "Products on a page") int size) {}

    @Schema(name = "ProductSummary")
    public record ProductSummary(
            @Schema(examples = "movies-interactions") String domain,
            @Schema(examples = "user-actions") String name,
            @Schema(examples = "User actions") String title,
            @Schema(examples = "1.0.0") String version,
            @Schema(enumeration = {"producer-aligned", "consumer-aligned"}) String alignment,
            @Schema(
                            enumeration = {
                                "waiting",
                                "running",
                                "contract-met",
                                "contract-broken",
                                "failed",
                                "late",
                                "invalid"
                            })
                    String state,
            String purpose,
            List<String> tags,
            @Schema(description = "Rows served, over all ports; null before the first publication") Long rows,
            @Schema(
                            description = "Where its details are",
                            examples = "/api/v1/products/movies-interactions/user-actions")
                    String href) {}

    @Schema(name = "Product")
    public record ProductDetail(
            String domain,
            String name,
            String title,
            String version,
            @Schema(description = "Lifecycle as in ODPS: proposed, draft, active, deprecated or retired") String status,
            String alignment,
            String purpose,
            String limitations,
            String usage,
            List<String> tags,
            OwnerView owner,
            ScheduleView schedule,
            List<InputView> inputs,
            List<PortView> ports,
            String state,
            @Schema(description = "Why it is in this state; empty when all is well") String reason,
            @Schema(
                            enumeration = {"met", "broken", "unknown"},
                            description = "Whether the newest finished run met the contract")
                    String contractState,
            RunSummary lastRun,
            RunSummary servedRun) {}

    @Schema(name = "Owner")
    public record OwnerView(String domain, String team, String title, String contact) {}

    @Schema(name = "Schedule")
    public record ScheduleView(
            @Schema(examples = "20 4 * * *") String cron,
            @Schema(examples = "Europe/Amsterdam") String timeZone,
            @Schema(examples = "every day at 04:20") String words,
            Instant next) {}

    @Schema(name = "Input")
    public record InputView(
            String name,
            @Schema(enumeration = {"source", "product"}) String kind,
            @Schema(examples = "movies-interactions/ratings") String origin,
            String contractId,
            String table) {}

    @Schema(name = "Port")
    public record PortView(
            String name,
            String description,
            @Schema(description = "BigQuery table", examples = "meshwright.movies_interactions.user_actions")
                    String table,
            @Schema(description = "Rows served; null before the first publication") Long rows,
            String contractId,
            String contractVersion,
            String granularity,
            List<ColumnView> columns,
            List<ServiceLevelView> serviceLevels) {}

    @Schema(name = "Column")
    public record ColumnView(
            String name,
            String type,
            String description,
            boolean required,
            boolean unique,
            boolean key,
            String classification) {}

    @Schema(name = "ServiceLevel")
    public record ServiceLevelView(String property, String value, String unit, String description) {}

    @Schema(name = "RunSummary")
    public record RunSummary(
            @Schema(examples = "2f0a6a52-6c5a-4a77-9a3c-0d1c3f6a7a11") String id,
            @Schema(description = "Counts the runs of the product from 1") long number,
            @Schema(enumeration = {"waiting", "running", "published", "held-back", "failed", "interrupted"})
                    String state,
            @Schema(enumeration = {"first-start", "schedule", "upstream", "manual", "change", "recovery"})
                    String trigger,
            String product,
            String version,
            String requestedBy,
            Instant created,
            Instant started,
            Instant ended,
            String reason,
            @Schema(description = "Rules that only warn and were not met") int warnings,
            String href) {}

    static ProductSummary summary(ProductVersion product, Optional<ProductState> state) {
        return new ProductSummary(
                product.name().domain(),
                product.name().name(),
                product.title(),
                product.version(),
                alignment(product),
                state(state),
                product.purpose(),
                product.tags(),
                rows(state),
                "/api/v1/products/" + product.name());
    }

    static String alignment(ProductVersion product) {
        return word(product.alignment()) + "-aligned";
    }

    static String state(Optional<ProductState> state) {
        return state.map(known -> word(known.condition())).orElse("waiting");
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Long rows(Optional<ProductState> state) {
        return state.map(ProductState::rows).filter(rows -> rows >= 0).orElse(null);
    }

    static OwnerView owner(ProductVersion product, Optional<Domain> domain) {
        Optional<Team> team = domain.stream()
                .flatMap(known -> known.teams().stream())
                .filter(known -> known.name().equals(product.team()))
                .findFirst();
        return new OwnerView(
                product.name().domain(),
                product.team(),
                team.map(Team::title).orElse(product.team()),
                team.map(Team::contact).orElse(""));
    }

    static ScheduleView schedule(ProductVersion product, Optional<ProductState> state) {
        return product.schedule()
                .map(schedule -> new ScheduleView(
                        schedule.cron(),
                        schedule.zone().getId(),
                        RunSchedule.words(schedule),
                        state.flatMap(ProductState::next).orElse(null)))
                .orElse(null);
    }

    static InputView input(InputPort input) {
        return new InputView(
                input.name(),
                word(input.kind()),
                input.origin().toString(),
                input.contractId(),
                input.table().toString());
    }

    static PortView port(OutputPort port, Long rows) {
        return new PortView(
                port.name(),
                port.description(),
                port.table().toString(),
                rows,
                port.contract().id(),
                port.contract().version(),
                port.schema().granularity(),
                port.schema().properties().stream().map(ProductViews::column).toList(),
                port.contract().serviceLevels().stream()
                        .map(ProductViews::level)
                        .toList());
    }

    private static ColumnView column(SchemaProperty property) {
        return new ColumnView(
                property.name(),
                property.physicalType().isEmpty() ? property.logicalType() : property.physicalType(),
                property.description(),
                property.required() || property.primaryKey(),
                property.unique(),
                property.primaryKey(),
                property.classification());
    }

    private static ServiceLevelView level(ServiceLevel level) {
        return new ServiceLevelView(level.property(), level.value(), level.unit(), level.description());
    }

    static RunSummary run(Run run) {
        return new RunSummary(
                run.id().toString(),
                run.number(),
                word(run.state()),
                word(run.trigger()),
                run.product().toString(),
                run.version(),
                run.requestedBy(),
                run.created(),
                run.started().orElse(null),
                run.ended().orElse(null),
                run.reason(),
                run.warnings(),
                "/api/v1/runs/" + run.id());
    }

    /** Of the newest run that judged the contract. */
    static String contractState(Optional<ProductState> state) {
        List<Run> judged = state.map(ProductState::recent).orElse(List.of()).stream()
                .filter(run -> switch (run.state()) {
                    case PUBLISHED, HELD_BACK -> true;
                    case WAITING, RUNNING, FAILED, INTERRUPTED -> false;
                })
                .toList();
        if (judged.isEmpty()) {
            return "unknown";
        }
        return switch (judged.get(judged.size() - 1).state()) {
            case PUBLISHED -> "met";
            default -> "broken";
        };
    }
}
