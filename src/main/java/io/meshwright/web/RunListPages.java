package io.meshwright.web;

import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.Run;
import io.meshwright.run.RunFilter;
import io.meshwright.run.RunHistory;
import io.meshwright.run.RunState;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** All runs, newest first. */
@Path("/runs")
@Produces(MediaType.TEXT_HTML)
public class RunListPages {

    private static final int PAGE = 50;

    /** A run with its product's title. */
    public record Row(Run run, String title, String domain) {}

    /** A value one can filter by. */
    public record Choice(String value, String label, boolean chosen) {}

    /**
     * What the list shows.
     *
     * @param older the address of the page with older runs; empty on the last one
     */
    public record RunList(
            List<Row> rows,
            long total,
            List<Choice> states,
            List<Choice> domains,
            List<Choice> products,
            boolean narrowed,
            String address,
            String newer,
            String older) {

        public boolean live() {
            return newer.isEmpty()
                    && rows.stream().anyMatch(row -> !row.run().state().isFinished());
        }
    }

    @CheckedTemplate(basePath = "run")
    static class Templates {
        private Templates() {}

        static native TemplateInstance runs(RunList page);

        @SuppressWarnings("MethodName") // Qute's way to name a fragment
        static native TemplateInstance runs$list(RunList page);
    }

    private final MeshCatalog catalog;
    private final RunHistory history;

    RunListPages(MeshCatalog catalog, RunHistory history) {
        this.catalog = catalog;
        this.history = history;
    }

    @GET
    public TemplateInstance runs(
            @RestQuery @DefaultValue("") String state,
            @RestQuery @DefaultValue("") String domain,
            @RestQuery @DefaultValue("") String product,
            @RestQuery @DefaultValue("1") int page,
            @HeaderParam("HX-Request") boolean refreshing) {
        RunList list = list(state, domain, product, Math.max(1, Math.min(page, 10_000)));
        return refreshing ? Templates.runs$list(list) : Templates.runs(list);
    }

    private RunList list(String state, String domain, String product, int page) {
        Mesh mesh = catalog.current().mesh();
        RunFilter filter = new RunFilter(states(state), domain(domain), product(product));
        List<Run> found = history.recent(filter, (page - 1) * PAGE, PAGE + 1);
        String address = address(state, domain, product);
        return new RunList(
                found.stream().limit(PAGE).map(run -> row(mesh, run)).toList(),
                history.count(filter),
                stateChoices(state),
                mesh.domains().stream()
                        .map(known -> new Choice(
                                known.name(), known.title(), known.name().equals(domain)))
                        .toList(),
                mesh.products().stream()
                        .sorted(Comparator.comparing(ProductVersion::title))
                        .map(known -> new Choice(
                                known.name().toString(),
                                known.title(),
                                known.name().toString().equals(product)))
                        .toList(),
                !filter.isEmpty(),
                address + (page > 1 ? "&page=" + page : ""),
                page > 1 ? address + "&page=" + (page - 1) : "",
                found.size() > PAGE ? address + "&page=" + (page + 1) : "");
    }

    private static Row row(Mesh mesh, Run run) {
        String title = mesh.product(run.product())
                .map(ProductVersion::title)
                .orElse(InWords.title(run.product().name()));
        return new Row(run, title, ProductCard.domainTitle(mesh, run.product().domain()));
    }

    private static List<Choice> stateChoices(String chosen) {
        return Arrays.stream(RunState.values())
                .map(state -> new Choice(
                        state.name().toLowerCase(java.util.Locale.ROOT),
                        RunWords.word(state),
                        state.name().equalsIgnoreCase(chosen)))
                .toList();
    }

    /** What nobody could have chosen from the form filters nothing. */
    private static List<RunState> states(String chosen) {
        return Arrays.stream(RunState.values())
                .filter(state -> state.name().equalsIgnoreCase(chosen))
                .toList();
    }

    private static Optional<String> domain(String chosen) {
        return ProductName.isKebab(chosen) ? Optional.of(chosen) : Optional.empty();
    }

    private static Optional<ProductName> product(String chosen) {
        String[] parts = chosen.split("/", -1);
        boolean named = parts.length == 2 && ProductName.isKebab(parts[0]) && ProductName.isKebab(parts[1]);
        return named ? Optional.of(new ProductName(parts[0], parts[1])) : Optional.empty();
    }

    private static String address(String state, String domain, String product) {
        return "/runs?state=" + encoded(state) + "&domain=" + encoded(domain) + "&product=" + encoded(product);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
