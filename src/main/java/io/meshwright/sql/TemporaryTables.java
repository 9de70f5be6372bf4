package io.meshwright.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The temporary tables of a script.
 *
 * @param dataset the hidden dataset they live in; empty where there can be none
 * @param names in lower case
 */
public record TemporaryTables(String project, String dataset, Set<String> names) {

    /** What the names of hidden datasets begin with. */
    public static final String DATASET = "_script";

    public static final TemporaryTables NONE = new TemporaryTables("", "", Set.of());

    /** The dataset that their script or session knows them by. */
    public static final String SESSION = "_SESSION";

    public TemporaryTables {
        names = Set.copyOf(names);
    }

    /** The table that a path means, if it means one of these. */
    Optional<TableName> table(List<String> path) {
        String text = String.join(".", path);
        boolean session = text.toUpperCase(Locale.ROOT).startsWith(SESSION + ".");
        String name = session ? text.substring(SESSION.length() + 1) : text;
        boolean known = !dataset.isEmpty() && (session || names.contains(name.toLowerCase(Locale.ROOT)));
        return known ? Optional.of(new TableName(project, dataset, name)) : Optional.empty();
    }

    /** The name of a table to be made. */
    public Optional<TableName> target(List<String> path) {
        return dataset.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableName(project, dataset, path.get(path.size() - 1)));
    }
}
