package io.meshwright.product;

/** Whom a data product is shaped for. */
public enum Alignment {
    PRODUCER,
    CONSUMER
}
