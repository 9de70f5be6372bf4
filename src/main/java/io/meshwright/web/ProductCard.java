package io.meshwright.web;

import io.meshwright.contract.SchemaProperty;
import io.meshwright.product.Alignment;
import io.meshwright.product.Domain;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Team;
import io.meshwright.run.ProductState;
import io.meshwright.run.Run;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A product as one row of a list.
 *
 * @param classification of its most sensitive column; empty when no column has one
 * @param lifecycle published, draft, proposed, retiring or retired
 * @param published when the served version was published
 * @param usedBy how many products and dashboards read it, and the same in words; empty when nobody does
 * @param due when it runs next, in words
 */
public record ProductCard(
        ProductName name,
        String title,
        String version,
        String purpose,
        Alignment alignment,
        String domain,
        String team,
        String classification,
        String lifecycle,
        List<String> tags,
        Health health,
        Optional<Instant> published,
        String due,
        int usedBy,
        List<String> usedByWords,
        RunStrip strip) {

    private static final List<String> SENSITIVITY = List.of("public", "internal", "confidential", "restricted");

    static ProductCard of(ProductVersion product, Mesh mesh, Readers readers, ProductState state) {
        return new ProductCard(
                product.name(),
                product.title(),
                product.version(),
                product.purpose(),
                product.alignment(),
                domainTitle(mesh, product.name().domain()),
                teamTitle(mesh, product),
                classification(product),
                lifecycle(product.status()),
                product.tags(),
                Health.of(state, product),
                state.served().flatMap(Run::ended),
                due(state),
                readers.count(),
                readers.words(),
                RunStrip.of(state.recent(), 14, 22));
    }

    public String href() {
        return "/products/" + name;
    }

    /** Unique on a page. */
    public String id() {
        return "product-" + name.domain() + "-" + name.name();
    }

    static String domainTitle(Mesh mesh, String domain) {
        return mesh.domain(domain).map(Domain::title).orElse(InWords.title(domain));
    }

    static String teamTitle(Mesh mesh, ProductVersion product) {
        return mesh.domain(product.name().domain()).stream()
                .flatMap(domain -> domain.teams().stream())
                .filter(team -> team.name().equals(product.team()))
                .map(Team::title)
                .findFirst()
                .orElse(InWords.title(product.team()));
    }

    private static String classification(ProductVersion product) {
        return product.outputs().stream()
                .flatMap(port -> port.schema().properties().stream())
                .map(SchemaProperty::classification)
                .filter(classification -> !classification.isEmpty())
                .max(Comparator.comparingInt(ProductCard::sensitivity))
                .orElse("");
    }

    /** What we have no rank for is taken seriously. */
    private static int sensitivity(String classification) {
        int rank = SENSITIVITY.indexOf(classification.toLowerCase(Locale.ROOT));
        return rank < 0 ? SENSITIVITY.size() : rank;
    }

    /** ODPS status as people say it. */
    static String lifecycle(String status) {
        return switch (status) {
            case "active" -> "Published";
            case "deprecated" -> "Retiring";
            default -> InWords.title(status);
        };
    }

    private static String due(ProductState state) {
        return state.next()
                .map(InWords::day)
                .map(day -> "due " + day.substring(0, 1).toLowerCase(Locale.ROOT) + day.substring(1))
                .orElse("");
    }
}
