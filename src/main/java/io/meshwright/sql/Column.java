package io.meshwright.sql;

/**
 * A column of a table or a query.
 *
 * @param type a GoogleSQL type as BigQuery writes it: {@code INT64}, {@code ARRAY<STRING>}, {@code STRUCT<a INT64>}
 * @param pseudo whether {@code SELECT *} leaves it out, as {@code _TABLE_SUFFIX}
 * @param collation how its texts are compared, as {@code und:ci}; empty where by their code points
 */
public record Column(String name, String type, boolean pseudo, String collation) {

    public Column(String name, String type, boolean pseudo) {
        this(name, type, pseudo, "");
    }

    public Column(String name, String type) {
        this(name, type, false);
    }
}
