package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCallBase;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOutputColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import io.meshwright.sql.Column;
import io.meshwright.sql.SqlAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Texts compared without regard to case, by the collation {@code und:ci}: in Unicode's order of words, by the keys that
 * DuckDB makes of them. The reference searches in them; what neither does is refused.
 */
final class Collations {

    static final String FOLDED = "und:ci";
    private static final Set<String> COMPARISONS = Set.of(
            "$equal",
            "$not_equal",
            "$less",
            "$less_or_equal",
            "$greater",
            "$greater_or_equal",
            "$between",
            "$in",
            "$in_array",
            "$case_with_value",
            "$is_distinct_from",
            "$is_not_distinct_from");
    private static final Set<String> SEARCHES =
            Set.of("$like", "instr", "strpos", "starts_with", "ends_with", "replace", "split");

    private Optional<FoldedColumns> folded = Optional.empty();

    /** Finds out which columns of a statement have a collation, those of tables by their definitions. */
    void study(ResolvedStatement statement, TranslationCatalog tables) {
        folded = Optional.of(FoldedColumns.of(statement, tables)).filter(FoldedColumns::isUsed);
    }

    /** Whether a text is compared without regard to case. */
    boolean isFolded(ResolvedExpr text) {
        return text.getType().isString()
                && folded.filter(columns -> columns.holds(text)).isPresent();
    }

    /** Whether a column of texts is compared without regard to case. */
    boolean isFolded(ResolvedColumn column) {
        return folded.filter(columns -> columns.holds(column)).isPresent();
    }

    /** The columns a query gives, with their collations. */
    List<Column> columns(List<ResolvedOutputColumn> outputs) {
        List<Column> plain = SqlAnalyzer.columns(outputs);
        if (folded.isEmpty()) {
            return plain;
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            ResolvedColumn column = outputs.get(i).getColumn();
            Column known = plain.get(i);
            columns.add(
                    column.getType().isString() && isFolded(column)
                            ? new Column(known.name(), known.type(), known.pseudo(), FOLDED)
                            : known);
        }
        return columns;
    }

    /** COLLATE: the text itself, which is compared otherwise from here on. */
    static String collate(FunctionCall call) {
        isFolding(call.arguments().get(1));
        return call.arg(0);
    }

    /** {@code ORDER BY x COLLATE 'und:ci'}. */
    static boolean isFoldedBy(ResolvedExpr name) {
        return name != null && isFolding(name);
    }

    /** Whether a collation is the one that looks past case; the others known here are that of the code points. */
    static boolean isFolding(ResolvedExpr collation) {
        String name = collation instanceof ResolvedLiteral literal
                ? literal.getValue().getStringValue().toLowerCase(Locale.ROOT)
                : "?";
        if (!name.equals(FOLDED) && !name.isEmpty() && !name.equals("binary")) {
            throw new UnsupportedSql("COLLATE", "the collation '" + name + "'");
        }
        return name.equals(FOLDED);
    }

    /** A collation's name, empty for that of the code points. */
    static String named(ResolvedExpr collation) {
        return isFolding(collation) ? FOLDED : "";
    }

    /** Whether a collation that the analyzer tells of, without its name, may be that of the code points. */
    boolean mayBeBinary() {
        return folded.filter(FoldedColumns::namesOthers).isPresent();
    }

    /** Whether a call searches in a text with a collation, which the reference does. */
    boolean isSearch(String function, ResolvedFunctionCallBase call) {
        return SEARCHES.contains(function) && !call.getCollationList().isEmpty();
    }

    /** The arguments of a call as they are to be compared. */
    List<String> arguments(String function, ResolvedFunctionCallBase call, List<String> sql) {
        if (folded.isEmpty() || isSearch(function, call)) {
            return sql;
        }
        boolean compares = COMPARISONS.contains(function);
        boolean told = !call.getCollationList().isEmpty();
        if (told && !compares && !mayBeBinary()) {
            throw refused(function);
        }
        boolean found = compares && call.getArgumentList().stream().anyMatch(this::isCompared);
        if (told != found && !(told && mayBeBinary())) {
            throw refused(function);
        }
        if (!found) {
            return sql;
        }
        List<String> keys = new ArrayList<>(sql);
        for (int i = 0; i < sql.size(); i++) {
            boolean result =
                    function.equals("$case_with_value") && (i + 1 == sql.size() ? i % 2 == 1 : i > 0 && i % 2 == 0);
            if (!result) {
                keys.set(i, call.getArgumentList().get(i).getType().isArray() ? keys(sql.get(i)) : key(sql.get(i)));
            }
        }
        return keys;
    }

    private boolean isCompared(ResolvedExpr argument) {
        boolean texts = argument.getType().isArray()
                && argument.getType().asArray().getElementType().isString();
        return isFolded(argument)
                || (texts && folded.filter(columns -> columns.holds(argument)).isPresent());
    }

    UnsupportedSql refused(String function) {
        String shown = function.replace("$", "").replace('_', ' ').toUpperCase(Locale.ROOT);
        return new UnsupportedSql(function, shown + " of texts with a collation");
    }

    /** What texts are compared by, in order and for equality. */
    static String key(String sql) {
        return "icu_sort_key(lower(" + sql + "), 'und')";
    }

    /** The text in GoogleSQL, with its collation. */
    static String googleSql(String text) {
        return "COLLATE(" + text + ", '" + FOLDED + "')";
    }

    private static String keys(String array) {
        return "list_transform(" + array + ", lambda e: " + key("e") + ")";
    }
}
