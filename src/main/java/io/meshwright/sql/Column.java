package io.meshwright.sql;

/**
 * A column of a table or a query.
 *
 * @param type a GoogleSQL type as BigQuery writes it: {@code INT64}, {@code ARRAY<STRING>}, {@code STRUCT<a INT64>}
 */
public record Column(String name, String type) {}
