package io.meshwright.sql;

import java.util.regex.Pattern;

/** A BigQuery table: project, dataset, table. Rendered {@code project.dataset.table}. */
public record TableName(String project, String dataset, String table) {

    private static final Pattern PART = Pattern.compile("[^.`]+");

    public TableName {
        for (String part : new String[] {project, dataset, table}) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("Not part of a BigQuery table name: '" + part + "'");
            }
        }
    }

    /** Parses {@code project.dataset.table}, or {@code dataset.table} in the default project. */
    public static TableName parse(String text, String defaultProject) {
        String[] parts = text.replace("`", "").split("\\.");
        return switch (parts.length) {
            case 2 -> new TableName(defaultProject, parts[0], parts[1]);
            case 3 -> new TableName(parts[0], parts[1], parts[2]);
            default ->
                throw new IllegalArgumentException(
                        "Not a BigQuery table name: '" + text + "'; write dataset.table or project.dataset.table");
        };
    }

    /** As it stands in SQL: one path in backticks. */
    public String quoted() {
        return "`" + this + "`";
    }

    @Override
    public String toString() {
        return project + "." + dataset + "." + table;
    }
}
