package io.meshwright.run;

import io.meshwright.plan.CompiledProduct;
import io.meshwright.product.Definition;
import io.meshwright.product.InputPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Remembers which documents each product was last asked to run with, so that a change is seen, also across restarts. */
@Singleton
class Definitions {

    private final CatalogSql catalog;

    Definitions(CatalogSql catalog) {
        this.catalog = catalog;
    }

    /** @param schedule as text; empty when the product has none */
    record Remembered(ProductName product, String fingerprint, String schedule) {}

    List<Remembered> all() {
        return catalog.list(
                "SELECT * FROM product_definition",
                row -> new Remembered(RunReader.product(row), row.getString("fingerprint"), row.getString("schedule")));
    }

    void save(Remembered product) {
        catalog.update(
                """
                INSERT INTO product_definition (domain, product, fingerprint, schedule) VALUES (?, ?, ?, ?)
                ON CONFLICT (domain, product) DO UPDATE SET fingerprint = excluded.fingerprint, schedule = excluded.schedule""",
                product.product().domain(),
                product.product().name(),
                product.fingerprint(),
                product.schedule());
    }

    void forget(ProductName product) {
        catalog.update(
                "DELETE FROM product_definition WHERE domain = ? AND product = ?", product.domain(), product.name());
    }

    static Remembered of(CompiledProduct compiled, Mesh mesh) {
        ProductVersion product = compiled.product();
        StringBuilder documents = new StringBuilder(product.document());
        product.outputs().forEach(port -> {
            documents.append('\0').append(port.contract().document());
            if (port.definition() instanceof Definition.Query query) {
                documents.append('\0').append(query.sql());
            }
        });
        for (InputPort input : product.inputs()) {
            Optional<Source> source = mesh.source(input.origin());
            source.ifPresent(read -> documents
                    .append('\0')
                    .append(read.path())
                    .append(read.format())
                    .append(read.contract().document()));
        }
        String schedule =
                product.schedule().map(when -> when.cron() + " " + when.zone()).orElse("");
        return new Remembered(product.name(), sha256(documents.toString()), schedule);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
