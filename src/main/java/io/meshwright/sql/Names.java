package io.meshwright.sql;

import java.util.List;
import java.util.Optional;

/**
 * Where unqualified names live.
 *
 * @param dataset {@code dataset} or {@code project.dataset}, when one is set
 */
public record Names(String project, Optional<String> dataset) {

    public static Names in(String project) {
        return new Names(project, Optional.empty());
    }

    /** The table a path in SQL means; empty when it lacks a dataset and none is set, or has too many parts. */
    public Optional<TableName> table(List<String> path) {
        String text = String.join(".", path);
        int parts = text.split("\\.", -1).length;
        if (parts == 1 && dataset.isPresent()) {
            return parsed(dataset.get() + "." + text);
        }
        return parts == 1 ? Optional.empty() : parsed(text);
    }

    /** {@code project.dataset} for a path that names a dataset. */
    public String dataset(List<String> path) {
        String text = String.join(".", path);
        return text.contains(".") ? text : project + "." + text;
    }

    private Optional<TableName> parsed(String text) {
        String[] parts = text.split("\\.", -1);
        boolean empty = List.of(parts).contains("");
        return empty || parts.length > 3 ? Optional.empty() : Optional.of(TableName.parse(text, project));
    }
}
