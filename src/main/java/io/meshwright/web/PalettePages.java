package io.meshwright.web;

import io.meshwright.plan.MeshCatalog;
import io.meshwright.search.MeshSearch;
import io.meshwright.search.SearchHit;
import io.meshwright.search.SearchHit.ColumnHit;
import io.meshwright.search.SearchHit.ProductHit;
import io.meshwright.search.SearchHit.SourceHit;
import io.meshwright.search.SearchHit.TeamHit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** What the palette offers: places in the mesh and things to do. */
@Path("/palette")
@Produces(MediaType.TEXT_HTML)
public class PalettePages {

    private static final int HITS = 8;

    private static final List<Item> COMMANDS = List.of(
            new Item("product", "Discover data products", "", "/"),
            new Item("lineage", "See the lineage", "", "/lineage"),
            new Item("runs", "See all runs", "", "/runs"),
            new Item("fail", "See runs that were held back", "", "/runs?state=held_back"),
            new Item("dashboard", "Open a dashboard", "", "/dashboards"),
            new Item("plus", "Register a data product", "", "/register"));

    /** A line of the palette. */
    public record Item(String icon, String text, String hint, String href) {}

    /** What answers, and what can be done. */
    public record Offer(String query, List<Item> places, List<Item> commands) {}

    @CheckedTemplate(basePath = "palette")
    static class Templates {
        private Templates() {}

        static native TemplateInstance offer(Offer offer);
    }

    private final MeshCatalog catalog;
    private final MeshSearch search;

    PalettePages(MeshCatalog catalog, MeshSearch search) {
        this.catalog = catalog;
        this.search = search;
    }

    @GET
    public TemplateInstance offer(@RestQuery @DefaultValue("") String q) {
        List<Item> places = search.over(catalog.current().mesh()).everything(q, HITS).stream()
                .map(PalettePages::item)
                .toList();
        String wanted = q.strip().toLowerCase(Locale.ROOT);
        Stream<Item> commands = COMMANDS.stream()
                .filter(item -> item.text().toLowerCase(Locale.ROOT).contains(wanted));
        return Templates.offer(new Offer(q.strip(), places, commands.toList()));
    }

    private static Item item(SearchHit hit) {
        if (hit instanceof ProductHit product) {
            return new Item(
                    "product",
                    product.product().title(),
                    "product",
                    "/products/" + product.product().name());
        }
        if (hit instanceof ColumnHit column) {
            String text = column.product().title() + " › " + column.column().name();
            return new Item("column", text, "column lineage", PageText.lineage(column));
        }
        if (hit instanceof SourceHit source) {
            return new Item(
                    "source",
                    source.source().title(),
                    "source",
                    "/sources/" + source.source().name());
        }
        TeamHit team = (TeamHit) hit;
        return new Item(
                "people",
                team.team().title(),
                "team",
                "/?domain=" + team.domain().name());
    }
}
