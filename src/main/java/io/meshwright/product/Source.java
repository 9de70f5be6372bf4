package io.meshwright.product;

import io.meshwright.contract.DataContract;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.sql.TableName;

/**
 * Operational data a domain owns, brought in as a table of its own; declared in {@code domain.yaml}.
 *
 * @param path file under the data directory, such as {@code movielens/ratings.csv}
 * @param contract what the operational side promises: the columns and types the file must have
 */
public record Source(
        ProductName name,
        String title,
        String description,
        Format format,
        String path,
        TableName table,
        DataContract contract,
        SourceLocation location) {

    public enum Format {
        CSV,
        NEWLINE_DELIMITED_JSON,
        PARQUET
    }
}
