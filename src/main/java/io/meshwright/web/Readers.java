package io.meshwright.web;

import io.meshwright.dashboard.Dashboard;
import io.meshwright.dashboard.Dashboards;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import java.util.ArrayList;
import java.util.List;

/** Who reads a product: the products made of it and the dashboards that ask it. */
public record Readers(List<ProductVersion> products, List<Dashboard> dashboards) {

    static Readers of(ProductName product, Dashboards now) {
        return new Readers(now.mesh().mesh().consumersOf(product), now.readersOf(product));
    }

    int count() {
        return products.size() + dashboards.size();
    }

    /** Such as "2 products" and "1 dashboard"; empty when nobody reads it. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (!products.isEmpty()) {
            words.add(InWords.counted(products.size(), "product"));
        }
        if (!dashboards.isEmpty()) {
            words.add(InWords.counted(dashboards.size(), "dashboard"));
        }
        return words;
    }
}
