package io.meshwright.dashboard;

import io.meshwright.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One question of a dashboard and how its answer is drawn.
 *
 * @param title what is measured, with its unit
 * @param finding what the numbers say; its template is empty when the title is the headline
 * @param span width in columns of a grid of 12
 * @param x the column with the labels; empty for kinds without
 * @param y the columns drawn as series
 * @param series the column whose values split the one {@code y} into series; empty when silent
 * @param columns the columns shown by figures and tables; empty for all
 * @param format of the {@code y} values
 * @param highlight how many of the first bars stand out
 * @param empty what to say when there are no rows
 * @param sqlLocation where the first character of the query stands in the file
 */
public record Tile(
        String id,
        String title,
        FindingText finding,
        Kind kind,
        int span,
        String sql,
        String x,
        List<String> y,
        String series,
        List<Shown> columns,
        Optional<ValueFormat> format,
        int highlight,
        String empty,
        SourceLocation location,
        SourceLocation sqlLocation) {

    public Tile {
        y = List.copyOf(y);
        columns = List.copyOf(columns);
    }

    /** What a tile can look like. */
    public enum Kind {
        SENTENCE,
        FIGURES,
        BAR,
        LINE,
        STACKED,
        SHARE,
        TABLE;

        static List<String> words() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is drawn over labels. */
        public boolean hasLabels() {
            return this == BAR || this == LINE || this == STACKED || this == SHARE;
        }

        boolean splits() {
            return this == LINE || this == STACKED;
        }
    }

    /**
     * A column of figures or of a table.
     *
     * @param title its heading; empty for one made of the column's name
     * @param compare the column its values are held against; empty when silent
     * @param note a line under a figure
     */
    public record Shown(String column, String title, Optional<ValueFormat> format, String compare, FindingText note) {

        /** A column as it is. */
        public static Shown of(String column) {
            return new Shown(column, "", Optional.empty(), "", new FindingText(""));
        }

        /** The heading people see. */
        public String heading() {
            if (!title.isEmpty()) {
                return title;
            }
            String words = column.replace('_', ' ');
            return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        }
    }

    /** All result columns the tile asks for by name. */
    public List<String> columnsUsed() {
        List<String> used = new ArrayList<>(y);
        used.add(x);
        used.add(series);
        used.addAll(finding.columns());
        for (Shown shown : columns) {
            used.add(shown.column());
            used.add(shown.compare());
            used.addAll(shown.note().columns());
        }
        return used.stream().filter(column -> !column.isEmpty()).distinct().toList();
    }
}
