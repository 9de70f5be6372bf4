package io.meshwright.web;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.plan.CompiledMesh;
import io.meshwright.product.ProductName;
import io.meshwright.web.DiscoverQuery.Facet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A product whose documents never fitted: there is nothing to show but what is wrong. */
public record Rejected(ProductName name, String title, String domain, List<Diagnostic> diagnostics) {

    static Optional<Rejected> of(ProductName name, CompiledMesh compiled) {
        List<Diagnostic> diagnostics = compiled.diagnosticsOf(name);
        boolean isWrong = diagnostics.stream().anyMatch(Diagnostic::isError);
        return isWrong && compiled.mesh().product(name).isEmpty()
                ? Optional.of(new Rejected(
                        name,
                        InWords.title(name.name()),
                        ProductCard.domainTitle(compiled.mesh(), name.domain()),
                        diagnostics))
                : Optional.empty();
    }

    /** Those a search on Discover would find by their name, domain or state. */
    static List<Rejected> matching(DiscoverQuery query, CompiledMesh compiled) {
        return compiled.diagnostics().keySet().stream()
                .filter(name -> name.contains("/"))
                .map(ProductName::parse)
                .flatMap(name -> of(name, compiled).stream())
                .filter(rejected -> rejected.matches(query))
                .sorted(Comparator.comparing(Rejected::title))
                .toList();
    }

    private boolean matches(DiscoverQuery query) {
        boolean named = (name + " " + title)
                .toLowerCase(Locale.ROOT)
                .contains(query.text().toLowerCase(Locale.ROOT));
        return named
                && query.choices().keySet().stream().allMatch(facet -> switch (facet) {
                    case DOMAIN -> query.chosen(Facet.DOMAIN).contains(name.domain());
                    case HEALTH -> query.chosen(Facet.HEALTH).contains("broken");
                    case ALIGNMENT, CLASSIFICATION, LIFECYCLE, TAG -> false;
                });
    }

    public String href() {
        return "/products/" + name;
    }

    /** The first thing to mend. */
    public Diagnostic first() {
        return diagnostics.stream().filter(Diagnostic::isError).findFirst().orElseThrow();
    }

    public long others() {
        return diagnostics.stream().filter(Diagnostic::isError).count() - 1;
    }
}
