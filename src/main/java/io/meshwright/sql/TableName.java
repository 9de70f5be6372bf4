package io.meshwright.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A BigQuery table: project, dataset, table. Rendered {@code project.dataset.table}. A view of the metadata is a table
 * named {@code INFORMATION_SCHEMA.TABLES}, with its dot.
 */
public record TableName(String project, String dataset, String table) {

    private static final Pattern PART = Pattern.compile("[^.`]+");
    private static final Pattern TABLE = Pattern.compile("(INFORMATION_SCHEMA\\.)?[^.`]+", Pattern.CASE_INSENSITIVE);
    private static final String METADATA = "INFORMATION_SCHEMA";

    public TableName {
        requirePart(PART, project);
        requirePart(PART, dataset);
        requirePart(TABLE, table);
    }

    private static void requirePart(Pattern form, String part) {
        if (!form.matcher(part).matches()) {
            throw new IllegalArgumentException("Not part of a BigQuery table name: '" + part + "'");
        }
    }

    /** Parses {@code project.dataset.table}, or {@code dataset.table} in the default project. */
    public static TableName parse(String text, String defaultProject) {
        List<String> parts = parts(text.replace("`", ""));
        return switch (parts.size()) {
            case 2 -> new TableName(defaultProject, parts.get(0), parts.get(1));
            case 3 -> new TableName(parts.get(0), parts.get(1), parts.get(2));
            default ->
                throw new IllegalArgumentException(
                        "Not a BigQuery table name: '" + text + "'; write dataset.table or project.dataset.table");
        };
    }

    /** The parts of a name; {@code INFORMATION_SCHEMA.x} is one. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split("\\.", -1)));
        int view = parts.size() - 2;
        if (view >= 0 && parts.get(view).equalsIgnoreCase(METADATA)) {
            String name = parts.remove(view + 1);
            parts.set(view, METADATA + "." + name);
        }
        return parts;
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
