package io.meshwright.workshop;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A data product while it is being described; texts as typed, right or wrong.
 *
 * @param name address within the domain, made from the title when left empty
 * @param alignment producer, consumer, or empty
 * @param grain one row per what
 * @param inputs contract ids of what it reads
 * @param columns those of the last query that worked
 * @param keepsBoth whether the version before stays served for a while when this one breaks its readers
 */
public record Draft(
        String domain,
        String name,
        String title,
        String alignment,
        String team,
        String purpose,
        String limitations,
        String usage,
        String grain,
        List<String> inputs,
        String sql,
        List<DraftColumn> columns,
        boolean keepsBoth,
        DraftSchedule schedule) {

    public Draft {
        inputs = List.copyOf(inputs);
        columns = List.copyOf(columns);
    }

    /**
     * A promised column.
     *
     * @param rule none, filled, range, values or pattern
     * @param detail what the rule needs: {@code 0.5 to 5}, {@code rate, tag}, or a regular expression
     */
    public record DraftColumn(
            String name,
            String type,
            String description,
            boolean key,
            boolean required,
            boolean unique,
            String classification,
            String rule,
            String detail) {}

    static Draft of(FormFields fields) {
        String title = fields.text("title").strip();
        String name = fields.text("name").strip();
        String[] owner = (fields.text("owner") + "/").split("/", -1);
        return new Draft(
                owner[0],
                name.isEmpty() ? kebab(title) : name,
                title,
                fields.text("alignment"),
                owner[1],
                fields.text("purpose").strip(),
                fields.text("limitations").strip(),
                fields.text("usage").strip(),
                fields.text("grain").strip(),
                Stream.concat(fields.texts("input").stream(), fields.texts("add-input").stream())
                        .filter(text -> !text.isBlank())
                        .distinct()
                        .toList(),
                fields.text("sql").replace("\r\n", "\n"),
                fields.texts("column").stream()
                        .map(column -> column(fields, column, fields.text("type." + column)))
                        .toList(),
                !fields.text("breaking").equals("replace"),
                DraftSchedule.of(fields));
    }

    /** What was said of a column, now or before the query lost it. */
    static DraftColumn column(FormFields fields, String name, String type) {
        return new DraftColumn(
                name,
                type,
                fields.text("description." + name).strip(),
                fields.has("key." + name),
                fields.has("required." + name),
                fields.has("unique." + name),
                fields.text("classification." + name).isEmpty() ? "internal" : fields.text("classification." + name),
                fields.text("rule." + name).isEmpty() ? "none" : fields.text("rule." + name),
                fields.text("detail." + name).strip());
    }

    Draft withColumns(List<DraftColumn> others) {
        return new Draft(
                domain,
                name,
                title,
                alignment,
                team,
                purpose,
                limitations,
                usage,
                grain,
                inputs,
                sql,
                others,
                keepsBoth,
                schedule);
    }

    /** User film tags becomes user-film-tags. */
    static String kebab(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
    }
}
