package io.meshwright.warehouse;

import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.util.List;

/**
 * A file on its way into a table.
 *
 * @param file CSV with a header line, newline-delimited JSON, or Parquet
 * @param columns the schema to load with
 */
public record TableLoad(TableName destination, Path file, Format format, List<Column> columns) {
    public TableLoad {
        columns = List.copyOf(columns);
    }

    public enum Format {
        CSV,
        NEWLINE_DELIMITED_JSON,
        PARQUET
    }
}
