package io.meshwright.emulator.translation;

import java.util.Map;

/**
 * The files of EXPORT DATA and LOAD DATA.
 *
 * @param options how files are read or written, names with DuckDB SQL that gives their values as JSON
 * @param partition the one partition that is loaded, its column with DuckDB SQL for its value; empty for the whole table
 */
public record FileClause(Map<String, String> options, Map<String, String> partition) {

    public FileClause {
        options = Map.copyOf(options);
        partition = Map.copyOf(partition);
    }
}
