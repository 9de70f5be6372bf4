package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCallBase;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Texts compared without regard to case, by the collation {@code und:ci}: in Unicode's order of words, by the keys that
 * DuckDB makes of them. What cannot be compared so is refused.
 */
final class Collations {

    private static final String FOLDED = "und:ci";
    private static final Set<String> COMPARISONS = Set.of(
            "$equal", "$not_equal", "$less", "$less_or_equal", "$greater", "$greater_or_equal", "$between", "$in");

    private Optional<FoldedColumns> folded = Optional.empty();

    /** Finds out which columns of a statement have a collation. */
    void study(ResolvedStatement statement) {
        folded = Optional.of(FoldedColumns.of(statement)).filter(FoldedColumns::isUsed);
    }

    /** Whether a text is compared without regard to case. */
    boolean isFolded(ResolvedExpr text) {
        return text.getType().isString()
                && folded.filter(columns -> columns.holds(text)).isPresent();
    }

    /** COLLATE: the text itself, which is compared otherwise from here on. */
    static String collate(FunctionCall call) {
        require(call.string(1).orElse(""));
        return call.arg(0);
    }

    /** {@code ORDER BY x COLLATE 'und:ci'}. */
    static boolean isFoldedBy(ResolvedExpr name) {
        if (name == null) {
            return false;
        }
        require(name instanceof ResolvedLiteral literal ? literal.getValue().getStringValue() : "");
        return true;
    }

    private static void require(String name) {
        if (!name.toLowerCase(Locale.ROOT).equals(FOLDED)) {
            throw new UnsupportedSql("COLLATE", "the collation '" + name + "'");
        }
    }

    /** The arguments of a call as they are to be compared. */
    List<String> arguments(String function, ResolvedFunctionCallBase call, List<String> sql) {
        if (folded.isEmpty()) {
            return sql;
        }
        boolean told = !call.getCollationList().isEmpty();
        if (told && !COMPARISONS.contains(function)) {
            throw refused(function);
        }
        boolean found = COMPARISONS.contains(function)
                && call.getArgumentList().stream().anyMatch(this::isFolded);
        if (told != found) {
            throw refused(function);
        }
        return found ? sql.stream().map(Collations::key).toList() : sql;
    }

    UnsupportedSql refused(String function) {
        String shown = function.replace("$", "").replace('_', ' ').toUpperCase(Locale.ROOT);
        return new UnsupportedSql(function, shown + " of texts with a collation");
    }

    /** Refuses what compares whole rows or elements where a statement has collations. */
    void refuseComparing(String what) {
        if (folded.isPresent()) {
            throw refused(what);
        }
    }

    /** What texts are compared by, in order and for equality. */
    static String key(String sql) {
        return "icu_sort_key(lower(" + sql + "), 'und')";
    }
}
