package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What DDL says of columns beside their types, in the words of the REST API. */
final class ColumnAttributes {

    private static final String COLLATION = "collation";

    private final Collations collations;

    ColumnAttributes(Collations collations) {
        this.collations = collations;
    }

    /** Those of a table; columns that a query fills have the collations of its columns. */
    Map<String, ObjectNode> of(ResolvedCreateTableStmtBase create) {
        List<ResolvedColumnDefinition> definitions = create.getColumnDefinitionList();
        Map<String, ObjectNode> columns = of(definitions);
        if (create instanceof ResolvedCreateTableAsSelectStmt filled) {
            List<String> names =
                    definitions.stream().map(ResolvedColumnDefinition::getName).toList();
            collate(names, filled.getOutputColumnList(), columns);
        }
        return columns;
    }

    private void collate(List<String> names, List<ResolvedOutputColumn> outputs, Map<String, ObjectNode> columns) {
        for (int i = 0; i < outputs.size(); i++) {
            if (collations.isFolded(outputs.get(i).getColumn())) {
                if (!outputs.get(i).getColumn().getType().isString()) {
                    throw new UnsupportedSql("COLLATE", "COLLATE inside of arrays and structs");
                }
                columns.computeIfAbsent(names.get(i), name -> JsonNodeFactory.instance.objectNode())
                        .put(COLLATION, Collations.FOLDED);
            }
        }
    }

    static Map<String, ObjectNode> of(List<ResolvedColumnDefinition> definitions) {
        Map<String, ObjectNode> columns = new HashMap<>();
        for (ResolvedColumnDefinition definition : definitions) {
            if (definition.getGeneratedColumnInfo() != null) {
                throw new UnsupportedSql(definition.getName(), "generated columns");
            }
            ObjectNode attributes = of(definition);
            if (!attributes.isEmpty()) {
                columns.put(definition.getName(), attributes);
            }
        }
        return columns;
    }

    static ObjectNode of(ResolvedColumnDefinition definition) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        ResolvedColumnAnnotations annotations = definition.getAnnotations();
        if (annotations != null) {
            if (annotations.getChildList().stream().anyMatch(ColumnAttributes::isCollated)) {
                throw new UnsupportedSql("COLLATE", "COLLATE inside of arrays and structs");
            }
            if (annotations.getCollationName() != null) {
                attributes.put(COLLATION, Collations.named(annotations.getCollationName()));
            }
            attributes.setAll(options(annotations.getOptionList()));
        }
        if (definition.getDefaultValue() != null) {
            attributes.put(
                    "defaultValueExpression", definition.getDefaultValue().getSql());
        }
        return attributes;
    }

    static void requireNoCollation(ResolvedAlterColumnSetDataTypeAction change) {
        if (change.getUpdatedAnnotations() != null && isCollated(change.getUpdatedAnnotations())) {
            throw new UnsupportedSql("COLLATE", "COLLATE in ALTER COLUMN");
        }
    }

    private static boolean isCollated(ResolvedColumnAnnotations part) {
        return part.getCollationName() != null || part.getChildList().stream().anyMatch(ColumnAttributes::isCollated);
    }

    static ObjectNode options(List<ResolvedOption> options) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (ResolvedOption option : options) {
            String name = option.getName().toLowerCase(Locale.ROOT);
            String key = name.equals("rounding_mode") ? "roundingMode" : name;
            if (!(option.getValue() instanceof ResolvedLiteral literal)) {
                throw new UnsupportedSql(option.getName(), "column options that are no literals");
            }
            String value =
                    literal.getValue().isNull() ? null : literal.getValue().getStringValue();
            if ("ROUND_HALF_EVEN".equals(value)) {
                throw new UnsupportedSql(option.getName(), "the rounding mode ROUND_HALF_EVEN of columns");
            }
            attributes.put(key, value);
        }
        return attributes;
    }
}
