package io.meshwright.run;

import io.meshwright.product.ProductName;

/** A CDI event, fired after a run has put its rows in place and is remembered: what was derived from the old ones is out of date. */
public record ProductPublished(ProductName product, Run run) {}
