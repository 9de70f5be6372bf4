package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedSubqueryExprEnums.SubqueryType;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a statement whose texts have a collation, followed from COLLATE and from the columns of tables on: the
 * analyzer's client does not tell.
 */
final class FoldedColumns extends Visitor {

    private final Set<Long> columns = new HashSet<>();
    private final Map<String, List<ResolvedColumn>> withColumns = new HashMap<>();
    private boolean used;
    private boolean others;

    private final TranslationCatalog tables;

    private FoldedColumns(TranslationCatalog tables) {
        this.tables = tables;
    }

    static FoldedColumns of(ResolvedStatement statement, TranslationCatalog tables) {
        FoldedColumns found = new FoldedColumns(tables);
        int before = -1;
        while (before < found.columns.size()) {
            before = found.columns.size();
            statement.accept(found);
        }
        return found;
    }

    /** Whether the statement names a collation. */
    boolean isUsed() {
        return used;
    }

    /** Whether the statement names the collation of the code points. */
    boolean namesOthers() {
        return others;
    }

    /** Whether a column of texts has a collation. */
    boolean holds(ResolvedColumn column) {
        return used && holdsText(column.getType()) && columns.contains(column.getId());
    }

    /** Whether a value is or holds a text with a collation. */
    boolean holds(ResolvedExpr expression) {
        if (!used || !holdsText(expression.getType())) {
            return false;
        }
        if (expression instanceof ResolvedColumnRef reference) {
            return columns.contains(reference.getColumn().getId());
        }
        if (expression instanceof ResolvedFunctionCallBase call && isCollate(call)) {
            return Collations.isFolding(call.getArgumentList().get(1));
        }
        if (expression instanceof ResolvedFunctionCallBase call) {
            return call.getArgumentList().stream().anyMatch(this::holds);
        }
        if (expression instanceof ResolvedAggregateFunctionCall call) {
            return call.getArgumentList().stream().anyMatch(this::holds);
        }
        if (expression instanceof ResolvedAnalyticFunctionCall call) {
            return call.getArgumentList().stream().anyMatch(this::holds);
        }
        if (expression instanceof ResolvedSubqueryExpr subquery) {
            boolean value = subquery.getSubqueryType() == SubqueryType.SCALAR
                    || subquery.getSubqueryType() == SubqueryType.ARRAY;
            return value
                    && columns.contains(
                            subquery.getSubquery().getColumnList().get(0).getId());
        }
        if (expression instanceof ResolvedMakeStruct struct) {
            return struct.getFieldList().stream().anyMatch(this::holds);
        }
        return expression instanceof ResolvedCast cast
                ? holds(cast.getExpr())
                : expression instanceof ResolvedGetStructField field && holds(field.getExpr());
    }

    private static boolean holdsText(Type type) {
        if (type.isArray()) {
            return holdsText(type.asArray().getElementType());
        }
        return type.isString()
                || (type.isStruct()
                        && type.asStruct().getFieldList().stream().anyMatch(field -> holdsText(field.getType())));
    }

    private static boolean isCollate(ResolvedFunctionCallBase call) {
        return call.getFunction().getName().equalsIgnoreCase("collate");
    }

    @Override
    public void visit(ResolvedFunctionCall call) {
        used |= isCollate(call);
        others |=
                isCollate(call) && !Collations.isFolding(call.getArgumentList().get(1));
        super.visit(call);
    }

    @Override
    public void visit(ResolvedOrderByItem item) {
        used |= item.getCollationName() != null;
        super.visit(item);
    }

    @Override
    public void visit(ResolvedTableScan scan) {
        List<Column> known = tables.table(TableName.parse(scan.getTable().getFullName(), ""))
                .map(TranslationCatalog.PhysicalTable::columns)
                .orElse(List.of());
        for (ResolvedColumn column : scan.getColumnList()) {
            if (column.getType().isString() && known.stream().anyMatch(each -> isFolded(each, column))) {
                used = true;
                columns.add(column.getId());
            }
        }
        super.visit(scan);
    }

    private static boolean isFolded(Column known, ResolvedColumn column) {
        return known.name().equalsIgnoreCase(column.getName())
                && !known.collation().isEmpty();
    }

    @Override
    public void visit(ResolvedComputedColumn column) {
        super.visit(column);
        if (holds(column.getExpr())) {
            columns.add(column.getColumn().getId());
        }
    }

    @Override
    public void visit(ResolvedArrayScan scan) {
        super.visit(scan);
        for (int i = 0; i < scan.getElementColumnList().size(); i++) {
            if (holds(scan.getArrayExprList().get(i))) {
                columns.add(scan.getElementColumnList().get(i).getId());
            }
        }
    }

    @Override
    public void visit(ResolvedSetOperationScan scan) {
        super.visit(scan);
        scan.getInputItemList().forEach(item -> pass(item.getOutputColumnList(), scan.getColumnList()));
    }

    @Override
    public void visit(ResolvedRecursiveScan scan) {
        super.visit(scan);
        pass(scan.getNonRecursiveTerm().getOutputColumnList(), scan.getColumnList());
        pass(scan.getRecursiveTerm().getOutputColumnList(), scan.getColumnList());
    }

    @Override
    public void visit(ResolvedWithEntry entry) {
        withColumns.put(entry.getWithQueryName(), entry.getWithSubquery().getColumnList());
        super.visit(entry);
    }

    @Override
    public void visit(ResolvedWithRefScan scan) {
        pass(withColumns.getOrDefault(scan.getWithQueryName(), List.of()), scan.getColumnList());
    }

    private void pass(List<ResolvedColumn> from, List<ResolvedColumn> to) {
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            if (columns.contains(from.get(i).getId())) {
                columns.add(to.get(i).getId());
            }
        }
    }
}
