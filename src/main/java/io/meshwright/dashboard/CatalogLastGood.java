package io.meshwright.dashboard;

import io.meshwright.product.ProductName;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/** The catalog database's memory of dashboards. */
@ApplicationScoped
class CatalogLastGood implements LastGood {

    @Override
    public Map<ProductName, String> all() {
        return QuarkusTransaction.requiringNew().call(() -> DashboardVersion.<DashboardVersion>listAll().stream()
                .collect(Collectors.toMap(row -> ProductName.parse(row.name), row -> row.text)));
    }

    @Override
    public void keep(Map<ProductName, String> texts) {
        QuarkusTransaction.requiringNew().run(() -> {
            for (DashboardVersion row : DashboardVersion.<DashboardVersion>listAll()) {
                if (!texts.containsKey(ProductName.parse(row.name))) {
                    row.delete();
                }
            }
            texts.forEach((name, text) -> {
                DashboardVersion known = DashboardVersion.findById(name.toString());
                DashboardVersion row = known == null ? new DashboardVersion() : known;
                row.name = name.toString();
                row.text = text;
                if (known == null) {
                    row.persist();
                }
            });
        });
    }
}
