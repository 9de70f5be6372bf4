package io.meshwright.sql;

import java.util.List;
import java.util.Optional;

/**
 * Where unqualified names live.
 *
 * @param dataset {@code dataset} or {@code project.dataset}, when one is set
 * @param temporary tables whose names hide others
 */
public record Names(String project, Optional<String> dataset, TemporaryTables temporary) {

    public Names(String project, Optional<String> dataset) {
        this(project, dataset, TemporaryTables.NONE);
    }

    /** Where a view of the metadata looks that names no place. */
    private static final String HERE = "region-us";

    public static Names in(String project) {
        return new Names(project, Optional.empty());
    }

    /** The table a path in SQL means; empty when it lacks a dataset and none is set, or has too many parts. */
    public Optional<TableName> table(List<String> path) {
        Optional<TableName> hidden = temporary.table(path);
        if (hidden.isPresent()) {
            return hidden;
        }
        String text = String.join(".", path);
        List<String> parts = TableName.parts(text);
        if (parts.size() == 1 && dataset.isPresent()) {
            return parsed(dataset.get() + "." + text);
        }
        if (parts.size() == 1) {
            return parts.get(0).contains(".") ? parsed(HERE + "." + text) : Optional.empty();
        }
        return parsed(text);
    }

    /** {@code project.dataset} for a path that names a dataset. */
    public String dataset(List<String> path) {
        String text = String.join(".", path);
        return text.contains(".") ? text : project + "." + text;
    }

    /** {@code [project, dataset, routine]} for a path that names a routine; empty when it names no dataset. */
    public Optional<List<String>> routine(List<String> path) {
        List<String> parts = List.of(String.join(".", path).split("\\."));
        return switch (parts.size()) {
            case 1 -> dataset.map(name -> List.of((dataset(List.of(name)) + "." + parts.get(0)).split("\\.")));
            case 2 -> Optional.of(List.of(project, parts.get(0), parts.get(1)));
            case 3 -> Optional.of(parts);
            default -> Optional.empty();
        };
    }

    private Optional<TableName> parsed(String text) {
        List<String> parts = TableName.parts(text);
        boolean empty = List.of(text.split("\\.", -1)).contains("");
        return empty || parts.size() > 3 ? Optional.empty() : Optional.of(TableName.parse(text, project));
    }
}
