package io.meshwright.sql;

/**
 * A column of a table or a query.
 *
 * @param type a GoogleSQL type as BigQuery writes it: {@code INT64}, {@code ARRAY<STRING>}, {@code STRUCT<a INT64>}
 * @param pseudo whether {@code SELECT *} leaves it out, as {@code _TABLE_SUFFIX}
 */
public record Column(String name, String type, boolean pseudo) {

    public Column(String name, String type) {
        this(name, type, false);
    }
}
