package io.meshwright.web;

import io.meshwright.contract.QualityRule;
import io.meshwright.contract.SchemaObject;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import io.meshwright.source.LoadedFiles;
import io.meshwright.source.LoadedFiles.LoadedFile;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** The page of a source: operational data as a domain promises it to its own products. */
@Path("/sources/{domain}/{name}")
@Produces(MediaType.TEXT_HTML)
public class SourcePages {

    /**
     * What the page shows.
     *
     * @param loaded the file its table was last made of; empty before the first run of a product that reads it
     */
    public record SourceView(
            Source source,
            String domain,
            String format,
            Optional<LoadedFile> loaded,
            List<Table> tables,
            List<ContractView.Promise> promises,
            List<Reader> readers) {}

    /** What the contract says of a table; with rules that are about more than one column. */
    public record Table(String name, List<ContractView.ColumnRow> columns, List<QualityRule.About> rules) {}

    /** A product that reads it, and how that one stands. */
    public record Reader(ProductVersion product, Health health) {}

    @CheckedTemplate(basePath = "source")
    static class Templates {
        private Templates() {}

        static native TemplateInstance source(SourceView page);
    }

    private final MeshCatalog catalog;
    private final LoadedFiles files;
    private final Standings states;

    SourcePages(MeshCatalog catalog, LoadedFiles files, Standings states) {
        this.catalog = catalog;
        this.files = files;
        this.states = states;
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
                files.find(source.table()),
                source.contract().schema().stream().map(SourcePages::table).toList(),
                ContractView.promises(source.contract()),
                mesh.consumersOf(wanted).stream()
                        .map(product -> new Reader(product, Health.of(states.of(product.name()), product)))
                        .toList()));
    }

    private static Table table(SchemaObject object) {
        return new Table(
                object.name(),
                ContractView.columns(object, List.of()),
                object.quality().stream().map(QualityRule::about).toList());
    }

    private static String format(Source source) {
        return switch (source.format()) {
            case CSV -> "CSV file";
            case NEWLINE_DELIMITED_JSON -> "JSON file, one object per line";
            case PARQUET -> "Parquet file";
        };
    }
}
