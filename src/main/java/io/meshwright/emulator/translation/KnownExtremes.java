package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The least and the greatest text of a whole table beside other totals. DuckDB keeps both with the rows and reads nothing
 * for them, but only where they are asked for by themselves; comparing texts would take longer than all the rest. Numbers
 * are compared as fast as they are read.
 */
final class KnownExtremes {

    private static final Set<String> EXTREMES = Set.of("min", "max");

    private final QueryWriter queries;
    private final ResolvedAggregateScan scan;
    private final boolean apart;

    KnownExtremes(QueryWriter queries, ResolvedAggregateScan scan) {
        this.queries = queries;
        this.scan = scan;
        this.apart = scan.getGroupByList().isEmpty()
                && scan.getGroupingSetList().isEmpty()
                && queries.isStored(scan.getInputScan())
                && scan.getAggregateList().stream().anyMatch(column -> !isKnown(call(column)));
    }

    private static ResolvedAggregateFunctionCall call(ResolvedComputedColumnBase column) {
        return (ResolvedAggregateFunctionCall) column.getExpr();
    }

    /** An aggregate of the scan by itself, where that spares reading its column. */
    Optional<String> apart(ResolvedAggregateFunctionCall call) {
        if (!apart || !isKnown(call)) {
            return Optional.empty();
        }
        ResolvedTableScan table = (ResolvedTableScan) scan.getInputScan();
        ResolvedColumn column = ((ResolvedColumnRef) call.getArgumentList().get(0)).getColumn();
        int index = table.getColumnIndexList()
                .get(table.getColumnList().indexOf(column))
                .intValue();
        return Optional.of("(SELECT " + name(call) + "("
                + Duck.name(table.getTable().getColumn(index).getName()) + ") FROM "
                + queries.relation(table.getTable().getFullName()) + ")");
    }

    private static String name(ResolvedAggregateFunctionCall call) {
        return call.getFunction().getName().toLowerCase(Locale.ROOT);
    }

    private static boolean isKnown(ResolvedAggregateFunctionCall call) {
        return EXTREMES.contains(name(call))
                && call.getArgumentList().get(0) instanceof ResolvedColumnRef column
                && column.getType().getKind() == TypeKind.TYPE_STRING
                && call.getCollationList().isEmpty()
                && call.getHavingModifier() == null
                && call.getWhereExpr() == null
                && call.getErrorMode() == ErrorMode.DEFAULT_ERROR_MODE;
    }
}
