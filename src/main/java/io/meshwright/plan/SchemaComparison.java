package io.meshwright.plan;

import io.meshwright.contract.ColumnType;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Nearest;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.Column;
import io.meshwright.sql.ColumnLineage;
import io.meshwright.sql.ColumnSource;
import io.meshwright.sql.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what a query returns with what its contract promises. */
final class SchemaComparison {

    private final SchemaObject contract;
    private final AnalyzedQuery query;
    private final SqlPlaces sql;
    private final Tables tables;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    SchemaComparison(SchemaObject contract, AnalyzedQuery query, SqlPlaces sql, Tables tables) {
        this.contract = contract;
        this.query = query;
        this.sql = sql;
        this.tables = tables;
    }

    List<Diagnostic> diagnostics() {
        for (SchemaProperty property : contract.properties()) {
            reportOwnContradiction(property);
            Optional<Column> column = column(property.name());
            if (column.isEmpty()) {
                reportMissing(property);
            } else {
                reportWrongType(property, column.get());
                reportNullable(property);
            }
        }
        query.columns().stream()
                .filter(column -> contract.property(column.name()).isEmpty())
                .forEach(this::reportExtra);
        return List.copyOf(diagnostics);
    }

    private Optional<Column> column(String name) {
        return query.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Physical and logical type have to mean the same. */
    private void reportOwnContradiction(SchemaProperty property) {
        String type = ColumnType.of(property);
        if (!property.logicalType().isEmpty() && !ColumnType.accepts(property.withPhysicalType(""), type)) {
            diagnostics.add(Diagnostic.error(
                    "type-conflict",
                    property.location(),
                    "'" + property.name() + "' cannot be " + property.logicalType() + " and " + type
                            + " at once; logicalType and physicalType must fit."));
        }
    }

    private void reportMissing(SchemaProperty property) {
        List<String> extra = query.columns().stream()
                .map(Column::name)
                .filter(name -> contract.property(name).isEmpty())
                .toList();
        diagnostics.add(Diagnostic.error(
                "column-missing",
                property.location(),
                "The query does not return '" + property.name() + "', which the contract promises"
                        + Nearest.question(
                                property.name(), extra, "; add it to the SELECT or take it from the contract.")));
    }

    private void reportWrongType(SchemaProperty property, Column column) {
        if (!ColumnType.accepts(property, column.type())) {
            diagnostics.add(Diagnostic.error(
                    "column-type",
                    sql.column(column.name()),
                    "'" + property.name() + "' is " + column.type() + " here and " + ColumnType.of(property)
                            + " in the contract (" + property.location() + "); CAST it, or change the contract."));
        }
    }

    /** What is promised to be filled and comes as it is from a column that may be empty. */
    private void reportNullable(SchemaProperty property) {
        if (!DeclaredTables.isRequired(property)
                || query.neverNull().stream().anyMatch(property.name()::equalsIgnoreCase)) {
            return;
        }
        copiedFrom(property.name())
                .filter(source -> tables.required(source.table()).stream().noneMatch(source.column()::equalsIgnoreCase))
                .ifPresent(source -> diagnostics.add(Diagnostic.warning(
                        "column-nullable",
                        sql.column(property.name()),
                        "'" + property.name() + "' is required by the contract and comes from "
                                + source.table().dataset() + "."
                                + source.table().table() + "." + source.column()
                                + ", which may be NULL; filter the NULLs out or replace them with COALESCE.")));
    }

    private Optional<ColumnSource> copiedFrom(String column) {
        List<ColumnSource> direct = query.lineage().stream()
                .filter(lineage -> lineage.column().equalsIgnoreCase(column))
                .map(ColumnLineage::sources)
                .flatMap(List::stream)
                .filter(source -> source.dependency().isDirect())
                .toList();
        return direct.size() == 1 && direct.get(0).dependency() == ColumnSource.Dependency.IDENTITY
                ? Optional.of(direct.get(0))
                : Optional.empty();
    }

    private void reportExtra(Column column) {
        List<String> missing = contract.properties().stream()
                .map(SchemaProperty::name)
                .filter(name -> column(name).isEmpty())
                .toList();
        diagnostics.add(Diagnostic.error(
                "column-extra",
                sql.column(column.name()),
                "'" + column.name() + "' is not in the contract"
                        + Nearest.question(
                                column.name(), missing, "; take it from the SELECT or add it to the contract.")));
    }
}
