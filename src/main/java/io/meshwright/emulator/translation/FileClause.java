package io.meshwright.emulator.translation;

import io.meshwright.sql.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of EXPORT DATA and LOAD DATA.
 *
 * @param options how files are read or written, names with DuckDB SQL that gives their values as JSON
 * @param partition the one partition that is loaded, its column with DuckDB SQL for its value; empty for the whole table
 * @param directories the columns whose values directories tell (WITH PARTITION COLUMNS), none when they are to be found
 *     out; empty without such
 */
public record FileClause(
        Map<String, String> options, Map<String, String> partition, Optional<List<Column>> directories) {

    public FileClause {
        options = Map.copyOf(options);
        directories = directories.map(List::copyOf);
        partition = Map.copyOf(partition);
    }
}
