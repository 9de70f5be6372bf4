package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.zetasql.StructType;
import com.google.zetasql.resolvedast.ResolvedCreateStatementEnums.CreateMode;
import com.google.zetasql.resolvedast.ResolvedCreateStatementEnums.CreateScope;
import com.google.zetasql.resolvedast.ResolvedDropStmtEnums.DropMode;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.Column;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.Names;
import io.meshwright.sql.ResolvedSql;
import io.meshwright.sql.SeriesCalls;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes whole statements: queries and DDL here, DML next door. */
final class StatementWriter {

    private final TranslationCatalog catalog;
    private final QueryWriter queries;
    private final Names names;
    private final DefinitionWriter definitions;
    private final ParameterValues parameters;

    StatementWriter(TranslationCatalog catalog, ParameterValues parameters, Names names) {
        this.catalog = catalog;
        this.queries = new QueryWriter(catalog, parameters);
        this.names = names;
        this.parameters = parameters;
        this.definitions = new DefinitionWriter(queries.expressions(), queries.times());
    }

    Translation write(ResolvedSql resolved) {
        ResolvedStatement statement = resolved.statement();
        queries.expressions().collations().study(statement, catalog);
        Draft draft = new Draft();
        draft.referenced = SqlAnalyzer.tablesRead(statement);
        draft.use = TableUse.of(statement);
        if (statement instanceof ResolvedQueryStmt query) {
            draft.type = StatementType.SELECT;
            query(query, draft);
        } else if (statement instanceof ResolvedCreateTableAsSelectStmt create) {
            draft.type = StatementType.CREATE_TABLE_AS_SELECT;
            table(create, draft);
            List<ResolvedOutputColumn> outputs = create.getOutputColumnList();
            draft.sql = queries.writeOrdered(create.getQuery(), SelectList.of(outputs, draft.schema));
        } else if (statement instanceof ResolvedCreateTableStmt create) {
            draft.type = StatementType.CREATE_TABLE;
            table(create, draft);
        } else if (statement instanceof ResolvedCreateViewStmt view) {
            draft.type = StatementType.CREATE_VIEW;
            view(view, draft);
        } else if (statement instanceof ResolvedCreateMaterializedViewStmt view) {
            draft.type = StatementType.CREATE_MATERIALIZED_VIEW;
            view(view, draft);
        } else if (statement instanceof ResolvedCreateSnapshotTableStmt snapshot) {
            snapshot(snapshot, draft);
        } else if (statement instanceof ResolvedAlterObjectStmt alter) {
            alter(alter, draft);
        } else if (statement instanceof ResolvedCreateSchemaStmt schema) {
            draft.type = StatementType.CREATE_SCHEMA;
            modes(schema, draft);
            draft.dataset = Optional.of(names.dataset(schema.getNamePath()));
            draft.definition = definitions.schema(schema);
        } else if (statement instanceof ResolvedDropStmt drop) {
            drop(drop, draft);
        } else if (statement instanceof ResolvedDropMaterializedViewStmt drop) {
            draft.type = StatementType.DROP_MATERIALIZED_VIEW;
            draft.ifExists = drop.getIsIfExists();
            draft.target = target(drop.getNamePath());
        } else if (statement instanceof ResolvedDropSnapshotTableStmt drop) {
            draft.type = StatementType.DROP_SNAPSHOT_TABLE;
            draft.ifExists = drop.getIsIfExists();
            draft.target = target(drop.getNamePath());
        } else if (statement instanceof ResolvedAssertStmt check) {
            draft.type = StatementType.ASSERT;
            draft.sql = "SELECT " + queries.expressions().write(check.getExpression());
            draft.query = check.getDescription();
        } else if (statement instanceof ResolvedExportDataStmt export) {
            files().export(export, draft);
        } else if (statement instanceof ResolvedAuxLoadDataStmt load) {
            draft.temporary = load.getIsTempTable();
            draft.target = draft.temporary ? temporary(load.getNamePath()) : target(load.getNamePath());
            files().load(load, draft);
        } else if (!new RoutineWriter(names, draft).write(statement)) {
            DmlWriter.write(queries, statement, draft);
        }
        draft.past = queries.times().past();
        draft.libraries = parameters.libraries();
        return draft.translation();
    }

    /** A query of one expression and no table, as that expression. */
    String expression(ResolvedSql resolved) {
        ResolvedScan scan = ((ResolvedQueryStmt) resolved.statement()).getQuery();
        if (!queries.inline(scan)) {
            throw new UnsupportedSql("an expression that reads tables, as a default");
        }
        return queries.expressions().substituted(scan.getColumnList().get(0));
    }

    private FileStatementWriter files() {
        return new FileStatementWriter(queries, definitions);
    }

    private void query(ResolvedQueryStmt query, Draft draft) {
        draft.fewRows = FewRows.are(query);
        List<ResolvedOutputColumn> outputs = query.getOutputColumnList();
        boolean struct =
                query.getIsValueTable() && outputs.get(0).getColumn().getType().isStruct();
        if (struct) {
            valueTable(query, outputs.get(0), draft);
        } else {
            draft.schema = queries.expressions().collations().columns(outputs);
            draft.sql = queries.writeOrdered(query.getQuery(), SelectList.of(outputs, draft.schema));
        }
    }

    /** SELECT AS STRUCT: the fields are the columns. */
    private void valueTable(ResolvedQueryStmt query, ResolvedOutputColumn output, Draft draft) {
        StructType struct = output.getColumn().getType().asStruct();
        String column = ExpressionWriter.column(output.getColumn());
        List<Column> columns = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < struct.getFieldCount(); i++) {
            String name = DuckType.fieldName(struct, i);
            columns.add(new Column(name, GoogleSqlType.name(struct.getField(i).getType())));
            outputs.add("struct_extract(" + column + ", " + Duck.string(name) + ") AS " + Duck.name(name));
        }
        draft.schema = columns;
        draft.sql = queries.writeOrdered(query.getQuery(), String.join(", ", outputs));
    }

    private void table(ResolvedCreateTableStmtBase create, Draft draft) {
        modes(create, draft);
        draft.temporary = create.getCreateScope() == CreateScope.CREATE_TEMP;
        draft.target = draft.temporary ? temporary(create.getNamePath()) : target(create.getNamePath());
        draft.definition = definitions.table(create);
        draft.columns(create.getColumnDefinitionList());
    }

    private void view(ResolvedCreateViewBase view, Draft draft) {
        modes(view, draft);
        if (view.getQuery() == null) {
            throw new UnsupportedSql("REPLICA", "replicas of materialized views");
        }
        draft.target = target(view.getNamePath());
        Definition options = new Definition(
                definitions.options(view.getOptionList()),
                JsonNodeFactory.instance.objectNode(),
                ColumnAttributes.of(view.getColumnDefinitionList()),
                Optional.empty(),
                false,
                List.of(),
                false);
        boolean kept = view instanceof ResolvedCreateMaterializedViewStmt;
        if (view instanceof ResolvedCreateMaterializedViewStmt stored) {
            PartitionClauses.write(stored.getPartitionByList(), stored.getClusterByList(), options.clauses());
        }
        if (view.getHasExplicitColumns()) {
            options.clauses()
                    .withObjectProperty(kept ? "materializedView" : "view")
                    .put("useExplicitColumnNames", true);
        }
        draft.definition = options;
        draft.schema = queries.expressions().collations().columns(view.getOutputColumnList());
        draft.query = SeriesCalls.unnamed(view.getSql());
        draft.sql = queries.writeOrdered(view.getQuery(), SelectList.of(view.getOutputColumnList(), draft.schema));
    }

    private void snapshot(ResolvedCreateSnapshotTableStmt snapshot, Draft draft) {
        draft.type = StatementType.CREATE_SNAPSHOT_TABLE;
        modes(snapshot, draft);
        draft.target = target(snapshot.getNamePath());
        draft.definition = new Definition(
                definitions.options(snapshot.getOptionList()),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                Optional.of(definitions.source(snapshot.getCloneFrom())),
                false,
                List.of(),
                false);
    }

    private void alter(ResolvedAlterObjectStmt alter, Draft draft) {
        draft.ifExists = alter.getIsIfExists();
        draft.definition = definitions.alterations(alter.getAlterActionList());
        if (alter instanceof ResolvedAlterSchemaStmt) {
            draft.type = StatementType.ALTER_SCHEMA;
            draft.dataset = Optional.of(names.dataset(alter.getNamePath()));
            return;
        }
        draft.type = alter instanceof ResolvedAlterViewStmt
                ? StatementType.ALTER_VIEW
                : alter instanceof ResolvedAlterTableStmt
                        ? StatementType.ALTER_TABLE
                        : StatementType.ALTER_MATERIALIZED_VIEW;
        draft.target = target(alter.getNamePath());
    }

    private void drop(ResolvedDropStmt drop, Draft draft) {
        draft.ifExists = drop.getIsIfExists();
        switch (drop.getObjectType().toUpperCase(Locale.ROOT)) {
            case "TABLE" -> {
                draft.type = StatementType.DROP_TABLE;
                draft.target = target(drop.getNamePath());
            }
            case "VIEW" -> {
                draft.type = StatementType.DROP_VIEW;
                draft.target = target(drop.getNamePath());
            }
            case "PROCEDURE" ->
                new RoutineWriter(names, draft)
                        .dropped(StatementType.DROP_PROCEDURE, drop.getNamePath(), drop.getIsIfExists());
            case "SCHEMA" -> {
                draft.type = StatementType.DROP_SCHEMA;
                draft.dataset = Optional.of(names.dataset(drop.getNamePath()));
                draft.definition = new Definition(
                        Map.of(),
                        JsonNodeFactory.instance.objectNode(),
                        Map.of(),
                        Optional.empty(),
                        false,
                        List.of(),
                        drop.getDropMode() == DropMode.CASCADE);
            }
            default -> throw new UnsupportedSql("DROP", "DROP " + drop.getObjectType());
        }
    }

    static void modes(ResolvedCreateStatement create, Draft draft) {
        draft.orReplace = create.getCreateMode() == CreateMode.CREATE_OR_REPLACE;
        draft.ifNotExists = create.getCreateMode() == CreateMode.CREATE_IF_NOT_EXISTS;
    }

    private Optional<TableName> temporary(List<String> path) {
        Optional<TableName> name = names.temporary().target(path);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Use of CREATE TEMPORARY TABLE requires a script or session");
        }
        return name;
    }

    private Optional<TableName> target(List<String> path) {
        Optional<TableName> name = names.table(path);
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "Table \"" + String.join(".", path) + "\" must be qualified with a dataset (e.g. dataset.table).");
        }
        return name;
    }
}
