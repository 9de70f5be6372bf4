package io.meshwright.web;

import io.meshwright.contract.SchemaObject;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The page of a source: operational data as a domain promises it to its own products. */
@Path("/sources/{domain}/{name}")
@Produces(MediaType.TEXT_HTML)
public class SourcePages {

    /** What the page shows. */
    public record SourceView(
            Source source, String domain, String format, List<SchemaObject> tables, List<ProductVersion> readers) {}

    @CheckedTemplate(basePath = "source")
    static class Templates {
        private Templates() {}

        static native TemplateInstance source(SourceView page);
    }

    private final MeshCatalog catalog;

    SourcePages(MeshCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    public TemplateInstance source(String domain, String name) {
        ProductName wanted = ProductPages.productName(domain, name);
        Mesh mesh = catalog.current().mesh();
        Source source = mesh.source(wanted).orElseThrow(NotFoundException::new);
        return Templates.source(new SourceView(
                source,
                ProductCard.domainTitle(mesh, domain),
                format(source),
                source.contract().schema(),
                mesh.consumersOf(wanted)));
    }

    private static String format(Source source) {
        return switch (source.format()) {
            case CSV -> "CSV file";
            case NEWLINE_DELIMITED_JSON -> "JSON file, one object per line";
            case PARQUET -> "Parquet file";
        };
    }
}
