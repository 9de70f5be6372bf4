package io.meshwright.run;

import io.meshwright.product.ProductName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What is served now, and what waits or runs. */
@Singleton
class Publications {

    private final CatalogSql catalog;

    Publications(CatalogSql catalog) {
        this.catalog = catalog;
    }

    /** @param served project.dataset.table */
    record Served(ProductName product, String port, String served, UUID run, long rows) {}

    /** @param waiting the runs that wait, oldest request first */
    record Situation(List<Run> waiting, Set<ProductName> running, Set<ProductName> published) {}

    List<Served> all() {
        return catalog.list(
                "SELECT * FROM publication ORDER BY domain, product, port",
                row -> new Served(
                        RunReader.product(row),
                        row.getString("port"),
                        row.getString("served"),
                        row.getObject("run", UUID.class),
                        row.getLong("row_count")));
    }

    Map<ProductName, List<Served>> byProduct() {
        Map<ProductName, List<Served>> served = new HashMap<>();
        all().forEach(port -> served.computeIfAbsent(port.product(), name -> new ArrayList<>())
                .add(port));
        return served;
    }

    Situation situation() {
        return catalog.transaction(transaction -> new Situation(
                transaction.list(
                        "SELECT * FROM run WHERE state = 'WAITING' ORDER BY created, number", RunReader::summary),
                new HashSet<>(transaction.list(
                        "SELECT domain, product FROM run WHERE state = 'RUNNING'", RunReader::product)),
                new HashSet<>(
                        transaction.list("SELECT DISTINCT domain, product FROM publication", RunReader::product))));
    }
}
