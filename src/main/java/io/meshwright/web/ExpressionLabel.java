package io.meshwright.web;

import io.meshwright.lineage.ColumnEdge;
import io.meshwright.lineage.LineageEdge;
import io.meshwright.lineage.RowEdge;
import io.meshwright.sql.ColumnSource.Dependency;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happens to a value on its way, short enough for a line between two boxes. */
final class ExpressionLabel {

    private static final int LONGEST = 15;
    /** COUNTIF(rating >= 4) */
    private static final Pattern COMPARISON =
            Pattern.compile("(\\w+)\\(\\s*[\\w.`]+\\s*(>=|<=|>|<|=)\\s*([\\w.']+)\\s*\\)");

    private static final Pattern CALL = Pattern.compile("((?:SAFE\\.)?[A-Za-z_]\\w*)\\s*\\(.*", Pattern.DOTALL);
    private static final Pattern CASE = Pattern.compile("case\\b.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private ExpressionLabel() {}

    /** Empty where a column is handed on as it is. */
    static String of(LineageEdge edge) {
        if (edge instanceof RowEdge rows) {
            return ofRows(rows.dependency());
        }
        return edge instanceof ColumnEdge column ? of(column.expression()) : "";
    }

    private static String ofRows(Dependency dependency) {
        return dependency == Dependency.GROUP_BY ? "GROUP BY" : dependency.name();
    }

    static String of(String expression) {
        String text = expression.strip();
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            return cut(comparison.group(1).toUpperCase(Locale.ROOT) + " " + symbol(comparison.group(2)) + " "
                    + comparison.group(3));
        }
        if (CASE.matcher(text).matches()) {
            return "CASE";
        }
        Matcher call = CALL.matcher(text);
        if (call.matches()) {
            return cut(call.group(1).toUpperCase(Locale.ROOT).replaceFirst("^PERCENTILE_CONT$", "PERCENTILE"));
        }
        return text.length() <= LONGEST ? text : "formula";
    }

    private static String symbol(String operator) {
        return switch (operator) {
            case ">=" -> "≥";
            case "<=" -> "≤";
            default -> operator;
        };
    }

    private static String cut(String label) {
        return label.length() <= LONGEST ? label : label.substring(0, LONGEST - 1) + "…";
    }
}
