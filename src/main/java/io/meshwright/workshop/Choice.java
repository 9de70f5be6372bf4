package io.meshwright.workshop;

import io.meshwright.sql.Column;
import java.util.List;

/**
 * A table a product may read.
 *
 * @param contractId the contract it is promised by
 * @param kind source, producer or consumer
 * @param table as it is written in SQL: {@code dataset.table}
 */
public record Choice(
        String contractId,
        String contractVersion,
        String port,
        String title,
        String domain,
        String kind,
        String table,
        List<Column> columns) {

    public Choice {
        columns = List.copyOf(columns);
    }
}
