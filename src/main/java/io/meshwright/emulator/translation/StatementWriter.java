package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Value;
import com.google.zetasql.resolvedast.ResolvedCreateStatementEnums.CreateMode;
import com.google.zetasql.resolvedast.ResolvedCreateStatementEnums.CreateScope;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.Column;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.Names;
import io.meshwright.sql.ResolvedSql;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes whole statements: queries and DDL here, DML next door. */
final class StatementWriter {

    private final QueryWriter queries;
    private final Names names;

    StatementWriter(TranslationCatalog catalog, ParameterValues parameters, Names names) {
        this.queries = new QueryWriter(catalog, parameters);
        this.names = names;
    }

    Translation write(ResolvedSql resolved) {
        ResolvedStatement statement = resolved.statement();
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
            draft.sql = queries.writeOrdered(create.getQuery(), outputs(outputs, draft.schema));
        } else if (statement instanceof ResolvedCreateTableStmt create) {
            draft.type = StatementType.CREATE_TABLE;
            table(create, draft);
        } else if (statement instanceof ResolvedCreateViewStmt view) {
            draft.type = StatementType.CREATE_VIEW;
            view(view, draft);
        } else if (statement instanceof ResolvedCreateSchemaStmt schema) {
            draft.type = StatementType.CREATE_SCHEMA;
            modes(schema, draft);
            draft.dataset = Optional.of(names.dataset(schema.getNamePath()));
        } else if (statement instanceof ResolvedDropStmt drop) {
            drop(drop, draft);
        } else if (statement instanceof ResolvedAssertStmt check) {
            draft.type = StatementType.ASSERT;
            draft.sql = "SELECT " + queries.expressions().write(check.getExpression());
            draft.query = check.getDescription();
        } else if (!new RoutineWriter(names, draft).write(statement)) {
            DmlWriter.write(queries, statement, draft);
        }
        return draft.translation();
    }

    /** A translation in the making. */
    static final class Draft {
        StatementType type = StatementType.SELECT;
        String sql = "";
        List<Column> schema = List.of();
        Set<TableName> referenced = Set.of();
        Optional<TableName> target = Optional.empty();
        Optional<String> dataset = Optional.empty();
        boolean orReplace;
        boolean ifNotExists;
        boolean ifExists;
        Set<String> required = new HashSet<>();
        Map<String, String> options = new HashMap<>();
        TableUse use = TableUse.NONE;
        String query = "";
        boolean temporary;
        Optional<SqlRoutine> routine = Optional.empty();
        List<String> routinePath = List.of();

        Translation translation() {
            return new Translation(
                    type,
                    sql,
                    schema,
                    referenced,
                    target,
                    dataset,
                    orReplace,
                    ifNotExists,
                    ifExists,
                    required,
                    options,
                    use,
                    query,
                    temporary,
                    routine,
                    routinePath);
        }
    }

    private void query(ResolvedQueryStmt query, Draft draft) {
        List<ResolvedOutputColumn> outputs = query.getOutputColumnList();
        boolean struct =
                query.getIsValueTable() && outputs.get(0).getColumn().getType().isStruct();
        if (struct) {
            valueTable(query, outputs.get(0), draft);
        } else {
            draft.schema = SqlAnalyzer.columns(outputs);
            draft.sql = queries.writeOrdered(query.getQuery(), outputs(outputs, draft.schema));
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

    private static String outputs(List<ResolvedOutputColumn> outputs, List<Column> schema) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            columns.add(ExpressionWriter.column(outputs.get(i).getColumn()) + " AS "
                    + Duck.name(schema.get(i).name()));
        }
        return String.join(", ", columns);
    }

    private void table(ResolvedCreateTableStmtBase create, Draft draft) {
        modes(create, draft);
        draft.temporary = create.getCreateScope() == CreateScope.CREATE_TEMP;
        draft.target = draft.temporary ? temporary(create.getNamePath()) : target(create.getNamePath());
        draft.options = options(create.getOptionList());
        List<Column> columns = new ArrayList<>();
        for (ResolvedColumnDefinition definition : create.getColumnDefinitionList()) {
            columns.add(
                    new Column(definition.getName(), BoundedType.of(definition).text()));
            if (definition.getAnnotations() != null
                    && definition.getAnnotations().getNotNull()) {
                draft.required.add(definition.getName());
            }
            if (definition.getDefaultValue() != null || definition.getGeneratedColumnInfo() != null) {
                throw new UnsupportedSql("DEFAULT", "columns with defaults or generated values");
            }
        }
        if (create.getLikeTable() != null) {
            throw new UnsupportedSql("LIKE", "CREATE TABLE LIKE");
        }
        draft.schema = columns;
    }

    private void view(ResolvedCreateViewStmt view, Draft draft) {
        modes(view, draft);
        draft.target = target(view.getNamePath());
        draft.options = options(view.getOptionList());
        draft.schema = SqlAnalyzer.columns(view.getOutputColumnList());
        draft.query = view.getSql();
        draft.sql = queries.writeOrdered(view.getQuery(), outputs(view.getOutputColumnList(), draft.schema));
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
                draft.options = Map.of("mode", drop.getDropMode().name());
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
            throw new UnsupportedSql(
                    path.get(path.size() - 1),
                    "the name '" + String.join(".", path) + "'; write dataset.table or project.dataset.table");
        }
        return name;
    }

    private static Map<String, String> options(List<ResolvedOption> options) {
        Map<String, String> texts = new HashMap<>();
        for (ResolvedOption option : options) {
            if (option.getValue() instanceof ResolvedLiteral literal
                    && !literal.getValue().isNull()
                    && literal.getType().isString()) {
                Value value = literal.getValue();
                texts.put(option.getName().toLowerCase(Locale.ROOT), value.getStringValue());
            }
        }
        return texts;
    }
}
