package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The times a statement reads its tables at ({@code FOR SYSTEM_TIME AS OF}): one for each table, now where none is said. */
final class SystemTimes {

    private static final String NOW = "";

    private final TranslationCatalog catalog;
    private final ExpressionWriter expressions;
    private final Map<TableName, String> moments = new HashMap<>();
    private final List<PastTable> past = new ArrayList<>();

    SystemTimes(TranslationCatalog catalog, ExpressionWriter expressions) {
        this.catalog = catalog;
        this.expressions = expressions;
    }

    /** The tables read as they were, each once. */
    List<PastTable> past() {
        return List.copyOf(past);
    }

    /** What must hold for a table to be read at the time its scan says; none where it is read as it is. */
    Optional<PastTable> of(ResolvedTableScan scan) {
        TableName table = TableName.parse(scan.getTable().getFullName(), "");
        ResolvedExpr time = scan.getForSystemTimeExpr();
        String moment = time == null ? NOW : moment(time);
        String known = moments.putIfAbsent(table, moment);
        if (known != null && !known.equals(moment)) {
            throw new UnsupportedSql("FOR", "one table at more than one point in time: " + table);
        }
        if (time == null) {
            return Optional.empty();
        }
        String condition = catalog.asOf(table, moment)
                .orElseThrow(
                        () -> new UnsupportedSql("FOR", "FOR SYSTEM_TIME AS OF on anything but a table: " + table));
        PastTable found = new PastTable(moment, condition);
        if (known == null) {
            past.add(found);
        }
        return Optional.of(found);
    }

    private String moment(ResolvedExpr time) {
        time.accept(new Visitor() {
            @Override
            public void visit(ResolvedSubqueryExpr subquery) {
                throw new UnsupportedSql("FOR", "FOR SYSTEM_TIME AS OF an expression with a subquery");
            }

            @Override
            public void visit(ResolvedFunctionCall call) {
                if (Volatiles.is(call.getFunction().getName())) {
                    throw new UnsupportedSql("FOR", "FOR SYSTEM_TIME AS OF a time by chance");
                }
                super.visit(call);
            }
        });
        return expressions.write(time);
    }
}
