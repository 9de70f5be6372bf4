package io.meshwright.dashboard;

import io.meshwright.warehouse.QueryResult;

/**
 * The answer to a tile's question.
 *
 * @param more whether there were more rows than are kept
 */
public record TileData(QueryResult result, boolean more) {

    /** The place of a column in a result's rows, or -1; names match regardless of case, as in BigQuery. */
    public static int position(QueryResult result, String column) {
        for (int i = 0; i < result.columns().size(); i++) {
            if (result.columns().get(i).name().equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    public boolean isEmpty() {
        return result.rows().isEmpty();
    }
}
