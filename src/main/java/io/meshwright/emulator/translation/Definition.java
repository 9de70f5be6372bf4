package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What DDL says beside columns and query.
 *
 * @param options names of OPTIONS with DuckDB SQL that gives their values as JSON
 * @param clauses partitioning, clustering and constraints in the words of the REST API
 * @param columns what the REST API keeps with columns, by their names
 * @param source the table that LIKE, COPY or CLONE names
 * @param like whether only its columns are taken
 * @param alterations the actions of ALTER
 * @param cascade whether a dataset is dropped with its tables
 */
public record Definition(
        Map<String, String> options,
        ObjectNode clauses,
        Map<String, ObjectNode> columns,
        Optional<TableName> source,
        boolean like,
        List<Alteration> alterations,
        boolean cascade) {

    public static final Definition NONE = new Definition(
            Map.of(), JsonNodeFactory.instance.objectNode(), Map.of(), Optional.empty(), false, List.of(), false);

    public Definition {
        options = Map.copyOf(options);
        columns = Map.copyOf(columns);
        alterations = List.copyOf(alterations);
    }
}
