package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zetasql.resolvedast.ResolvedAuxLoadDataStmtEnums.InsertionMode;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.SqlAnalyzer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Statements that read and write files: EXPORT DATA and LOAD DATA. */
final class FileStatementWriter {

    private final QueryWriter queries;
    private final DefinitionWriter definitions;

    FileStatementWriter(QueryWriter queries, DefinitionWriter definitions) {
        this.queries = queries;
        this.definitions = definitions;
    }

    void export(ResolvedExportDataStmt export, Draft draft) {
        refuse(export.getConnection() != null, "CONNECTION", "EXPORT DATA WITH CONNECTION");
        refuse(export.getIsValueTable(), "EXPORT", "EXPORT DATA of SELECT AS STRUCT or VALUE");
        draft.type = StatementType.EXPORT_DATA;
        draft.schema = SqlAnalyzer.columns(export.getOutputColumnList());
        draft.sql = queries.writeOrdered(export.getQuery(), SelectList.of(export.getOutputColumnList(), draft.schema));
        draft.files =
                Optional.of(new FileClause(definitions.options(export.getOptionList()), Map.of(), Optional.empty()));
    }

    void load(ResolvedAuxLoadDataStmt load, Draft draft) {
        refuse(load.getConnection() != null, "CONNECTION", "LOAD DATA WITH CONNECTION");
        boolean constrained = load.getPrimaryKey() != null
                || !load.getForeignKeyList().isEmpty()
                || !load.getCheckConstraintList().isEmpty();
        refuse(constrained, "KEY", "constraints in LOAD DATA");
        draft.type = StatementType.LOAD_DATA;
        draft.orReplace = load.getInsertionMode() == InsertionMode.OVERWRITE
                || (load.getPartitionFilter() != null
                        && load.getPartitionFilter().getIsOverwrite());
        draft.columns(load.getColumnDefinitionList());
        ObjectNode clauses = JsonNodeFactory.instance.objectNode();
        PartitionClauses.write(load.getPartitionByList(), load.getClusterByList(), clauses);
        draft.definition = new Definition(
                definitions.options(load.getOptionList()),
                clauses,
                ColumnAttributes.of(load.getColumnDefinitionList()),
                Optional.empty(),
                false,
                List.of(),
                false);
        draft.files = Optional.of(new FileClause(
                definitions.options(load.getFromFilesOptionList()),
                partition(load.getPartitionFilter()),
                Optional.ofNullable(load.getWithPartitionColumns())
                        .map(columns -> Draft.named(columns.getColumnDefinitionList()))));
    }

    /** PARTITIONS(column = value). */
    private Map<String, String> partition(ResolvedAuxLoadDataPartitionFilter filter) {
        if (filter == null) {
            return Map.of();
        }
        if (filter.getFilter() instanceof ResolvedFunctionCall call
                && call.getFunction().getName().toLowerCase(Locale.ROOT).equals("$equal")
                && call.getArgumentList().get(0) instanceof ResolvedColumnRef column
                && !(call.getArgumentList().get(1) instanceof ResolvedColumnRef)) {
            return Map.of(
                    column.getColumn().getName(),
                    queries.expressions().write(call.getArgumentList().get(1)));
        }
        throw new UnsupportedSql("PARTITIONS", "PARTITIONS of anything but column = value");
    }

    private static void refuse(boolean unsupported, String place, String what) {
        if (unsupported) {
            throw new UnsupportedSql(place, what);
        }
    }
}
