package io.meshwright.dashboard;

import io.meshwright.product.ProductName;
import java.util.Map;

/** Remembers dashboards as they were when they were last right, over restarts too. */
interface LastGood {

    /** Texts by the dashboard's address. */
    Map<ProductName, String> all();

    /** Remembers exactly these. */
    void keep(Map<ProductName, String> texts);
}
