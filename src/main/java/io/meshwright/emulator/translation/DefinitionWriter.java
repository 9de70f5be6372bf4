package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zetasql.Table;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the clauses of CREATE and the actions of ALTER. */
final class DefinitionWriter {

    private final ExpressionWriter expressions;
    private final SystemTimes times;
    private final ColumnAttributes columns;

    DefinitionWriter(ExpressionWriter expressions, SystemTimes times) {
        this.expressions = expressions;
        this.times = times;
        this.columns = new ColumnAttributes(expressions.collations());
    }

    /** OPTIONS as DuckDB SQL, each giving JSON. */
    Map<String, String> options(List<ResolvedOption> options) {
        Map<String, String> written = new HashMap<>();
        for (ResolvedOption option : options) {
            String value = expressions.write(option.getValue());
            boolean time = option.getValue().getType().isTimestamp();
            written.put(
                    option.getName().toLowerCase(Locale.ROOT),
                    "to_json(" + (time ? "epoch_ms(" + value + ")" : value) + ")");
        }
        return written;
    }

    Definition table(ResolvedCreateTableStmtBase create) {
        ObjectNode clauses = JsonNodeFactory.instance.objectNode();
        constraints(create, clauses);
        if (!create.getCheckConstraintList().isEmpty()) {
            throw new UnsupportedSql("CHECK", "CHECK constraints");
        }
        collation(create.getCollationName(), clauses);
        Optional<TableName> source = Optional.ofNullable(create.getLikeTable()).map(DefinitionWriter::name);
        if (create instanceof ResolvedCreateTableStmt plain) {
            PartitionClauses.write(plain.getPartitionByList(), plain.getClusterByList(), clauses);
            ResolvedScan rows = plain.getCloneFrom() == null ? plain.getCopyFrom() : plain.getCloneFrom();
            source = rows == null ? source : Optional.of(source(rows));
        } else if (create instanceof ResolvedCreateTableAsSelectStmt filled) {
            PartitionClauses.write(filled.getPartitionByList(), filled.getClusterByList(), clauses);
            PartitionClauses.requireColumn(clauses);
        }
        return new Definition(
                options(create.getOptionList()),
                clauses,
                columns.of(create),
                source,
                create.getLikeTable() != null,
                List.of(),
                false);
    }

    Definition schema(ResolvedCreateSchemaStmt create) {
        ObjectNode clauses = JsonNodeFactory.instance.objectNode();
        collation(create.getCollationName(), clauses);
        return new Definition(
                options(create.getOptionList()), clauses, Map.of(), Optional.empty(), false, List.of(), false);
    }

    /** A default for the columns to come, in the words of the REST API. */
    static void collation(ResolvedExpr name, ObjectNode clauses) {
        if (name != null) {
            clauses.put("defaultCollation", Collations.named(name));
        }
    }

    TableName source(ResolvedScan scan) {
        if (scan instanceof ResolvedTableScan table) {
            times.of(table);
            return name(table.getTable());
        }
        throw new UnsupportedSql("WHERE", "copies of a part of a table");
    }

    private static TableName name(Table table) {
        return TableName.parse(table.getFullName(), "");
    }

    private static void constraints(ResolvedCreateTableStmtBase create, ObjectNode clauses) {
        ObjectNode constraints = JsonNodeFactory.instance.objectNode();
        if (create.getPrimaryKey() != null) {
            primaryKey(create.getPrimaryKey(), constraints);
        }
        List<String> columns = create.getColumnDefinitionList().stream()
                .map(ResolvedColumnDefinition::getName)
                .toList();
        for (ResolvedForeignKey key : create.getForeignKeyList()) {
            List<String> own = key.getReferencingColumnList().isEmpty()
                    ? key.getReferencingColumnOffsetList().stream()
                            .map(i -> columns.get(i.intValue()))
                            .toList()
                    : key.getReferencingColumnList();
            foreignKey(key, own, constraints);
        }
        if (!constraints.isEmpty()) {
            clauses.set("tableConstraints", constraints);
        }
    }

    private static void primaryKey(ResolvedPrimaryKey key, ObjectNode constraints) {
        if (!key.getUnenforced()) {
            throw new UnsupportedSql("PRIMARY", "enforced primary keys; write NOT ENFORCED");
        }
        ArrayNode columns = constraints.putObject("primaryKey").putArray("columns");
        key.getColumnNameList().forEach(columns::add);
    }

    private static void foreignKey(ResolvedForeignKey key, List<String> own, ObjectNode constraints) {
        if (key.getEnforced()) {
            throw new UnsupportedSql("REFERENCES", "enforced foreign keys; write NOT ENFORCED");
        }
        TableName referenced = name(key.getReferencedTable());
        ArrayNode all = constraints.withArrayProperty("foreignKeys");
        ObjectNode json = all.addObject();
        json.put("name", key.getConstraintName().isEmpty() ? "fk$" + all.size() : key.getConstraintName());
        json.putObject("referencedTable")
                .put("projectId", referenced.project())
                .put("datasetId", referenced.dataset())
                .put("tableId", referenced.table());
        ArrayNode references = json.putArray("columnReferences");
        for (int i = 0; i < own.size(); i++) {
            int offset = key.getReferencedColumnOffsetList().get(i).intValue();
            references
                    .addObject()
                    .put("referencingColumn", own.get(i))
                    .put(
                            "referencedColumn",
                            key.getReferencedTable().getColumn(offset).getName());
        }
    }

    Definition alterations(List<ResolvedAlterAction> actions) {
        List<Alteration> alterations = new ArrayList<>();
        actions.forEach(action -> alterations.add(alteration(action)));
        return new Definition(
                Map.of(), JsonNodeFactory.instance.objectNode(), Map.of(), Optional.empty(), false, alterations, false);
    }

    private Alteration alteration(ResolvedAlterAction action) {
        if (action instanceof ResolvedSetOptionsAction set) {
            return new Alteration.SetOptions(options(set.getOptionList()));
        }
        if (action instanceof ResolvedSetCollateClause set) {
            return new Alteration.SetCollation(Collations.named(set.getCollationName()));
        }
        if (action instanceof ResolvedAddColumnAction add) {
            return add(add);
        }
        if (action instanceof ResolvedDropColumnAction drop) {
            return new Alteration.DropColumn(drop.getName(), drop.getIsIfExists());
        }
        if (action instanceof ResolvedRenameColumnAction rename) {
            return new Alteration.RenameColumn(rename.getName(), rename.getNewName(), rename.getIsIfExists());
        }
        if (action instanceof ResolvedRenameToAction rename) {
            return rename(rename);
        }
        if (action instanceof ResolvedAlterColumnAction column) {
            return column(column);
        }
        return constraint(action);
    }

    private static Alteration add(ResolvedAddColumnAction add) {
        ResolvedColumnDefinition definition = add.getColumnDefinition();
        boolean required = definition.getAnnotations() != null
                && definition.getAnnotations().getNotNull();
        if (definition.getDefaultValue() != null) {
            throw new IllegalArgumentException("Adding a column with a default value is not supported: add the column"
                    + " " + definition.getName() + " first, then ALTER COLUMN SET DEFAULT");
        }
        Column column =
                new Column(definition.getName(), BoundedType.of(definition).text());
        return new Alteration.AddColumn(column, required, ColumnAttributes.of(definition), add.getIsIfNotExists());
    }

    private static Alteration rename(ResolvedRenameToAction rename) {
        if (rename.getNewPath().size() != 1) {
            throw new UnsupportedSql("RENAME", "RENAME TO a name with a dataset");
        }
        return new Alteration.Rename(rename.getNewPath().get(0));
    }

    private static Alteration column(ResolvedAlterColumnAction action) {
        String name = action.getColumn();
        boolean ifExists = action.getIsIfExists();
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        if (action instanceof ResolvedAlterColumnOptionsAction set) {
            return new Alteration.DescribeColumn(name, ColumnAttributes.options(set.getOptionList()), ifExists);
        }
        if (action instanceof ResolvedAlterColumnSetDefaultAction set) {
            attributes.put("defaultValueExpression", set.getDefaultValue().getSql());
            return new Alteration.DescribeColumn(name, attributes, ifExists);
        }
        if (action instanceof ResolvedAlterColumnDropDefaultAction) {
            attributes.putNull("defaultValueExpression");
            return new Alteration.DescribeColumn(name, attributes, ifExists);
        }
        if (action instanceof ResolvedAlterColumnDropNotNullAction) {
            return new Alteration.DropNotNull(name, ifExists);
        }
        if (action instanceof ResolvedAlterColumnSetDataTypeAction set) {
            ColumnAttributes.requireNoCollation(set);
            String type = BoundedType.of(set.getUpdatedType(), set.getUpdatedTypeParameters())
                    .text();
            return new Alteration.SetType(name, type, ifExists);
        }
        throw new UnsupportedSql("ALTER", "this ALTER COLUMN");
    }

    private static Alteration constraint(ResolvedAlterAction action) {
        if (action instanceof ResolvedAddConstraintAction add) {
            ObjectNode constraints = JsonNodeFactory.instance.objectNode();
            if (add.getConstraint() instanceof ResolvedPrimaryKey key) {
                primaryKey(key, constraints);
            } else if (add.getConstraint() instanceof ResolvedForeignKey key) {
                foreignKey(key, key.getReferencingColumnList(), constraints);
            } else {
                throw new UnsupportedSql("CHECK", "CHECK constraints");
            }
            return new Alteration.AddConstraint(constraints, add.getIsIfNotExists());
        }
        if (action instanceof ResolvedDropPrimaryKeyAction drop) {
            return new Alteration.DropPrimaryKey(drop.getIsIfExists());
        }
        if (action instanceof ResolvedDropConstraintAction drop) {
            return new Alteration.DropForeignKey(drop.getName(), drop.getIsIfExists());
        }
        throw new UnsupportedSql("ALTER", "this action of ALTER: " + action.nodeKindString());
    }
}
