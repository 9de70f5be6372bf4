package io.meshwright.plan;

import io.meshwright.contract.SchemaProperty;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.product.Mesh;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.Column;
import io.meshwright.sql.ColumnLineage;
import io.meshwright.sql.ColumnSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a contract that a query could keep: types from the analyzer, words and classification from the columns
 * they come from. A start for the people who know what the columns mean.
 */
public final class ContractDraft {

    /** From the most to the least open; what none of them is counts as the least open. */
    private static final List<String> CLASSIFICATIONS = List.of("public", "internal", "restricted", "confidential");

    private final AnalyzedQuery query;
    private final Mesh mesh;

    private ContractDraft(AnalyzedQuery query, Mesh mesh) {
        this.query = query;
        this.mesh = mesh;
    }

    public static List<SchemaProperty> columns(AnalyzedQuery query, Mesh mesh) {
        ContractDraft draft = new ContractDraft(query, mesh);
        return query.columns().stream().map(draft::column).toList();
    }

    private SchemaProperty column(Column column) {
        List<ColumnSource> sources = sources(column.name());
        Optional<SchemaProperty> copied =
                sources.size() == 1 && sources.get(0).dependency() == ColumnSource.Dependency.IDENTITY
                        ? property(sources.get(0))
                        : Optional.empty();
        return new SchemaProperty(
                column.name(),
                logicalType(column.type()),
                column.type(),
                copied.map(SchemaProperty::businessName).orElse(""),
                copied.map(SchemaProperty::description).orElse(""),
                query.neverNull().contains(column.name()),
                false,
                false,
                -1,
                classification(sources),
                copied.map(SchemaProperty::criticalDataElement).orElse(false),
                copied.map(SchemaProperty::tags).orElse(List.of()),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                SourceLocation.of(""));
    }

    /** Columns whose values reach the output column. */
    private List<ColumnSource> sources(String column) {
        return query.lineage().stream()
                .filter(lineage -> lineage.column().equalsIgnoreCase(column))
                .map(ColumnLineage::sources)
                .flatMap(List::stream)
                .filter(source -> source.dependency().isDirect())
                .toList();
    }

    private Optional<SchemaProperty> property(ColumnSource source) {
        return mesh.schemaOf(source.table()).flatMap(schema -> schema.property(source.column()));
    }

    /** As closed as the most closed column it comes from. */
    private String classification(List<ColumnSource> sources) {
        return sources.stream()
                .map(this::property)
                .flatMap(Optional::stream)
                .map(SchemaProperty::classification)
                .filter(classification -> !classification.isEmpty())
                .reduce("", (one, other) -> closeness(one) > closeness(other) ? one : other);
    }

    private static int closeness(String classification) {
        int known = CLASSIFICATIONS.indexOf(classification);
        return classification.isEmpty() ? -1 : known < 0 ? CLASSIFICATIONS.size() : known;
    }

    /** The ODCS logical type that holds a GoogleSQL type; empty where the standard has none. */
    private static String logicalType(String type) {
        String outer = type.replaceAll("[<(].*", "");
        return switch (outer) {
            case "STRING" -> "string";
            case "INT64" -> "integer";
            case "FLOAT64", "NUMERIC", "BIGNUMERIC" -> "number";
            case "BOOL" -> "boolean";
            case "DATE" -> "date";
            case "TIMESTAMP", "DATETIME" -> "timestamp";
            case "TIME" -> "time";
            case "ARRAY" -> "array";
            case "STRUCT", "JSON" -> "object";
            default -> "";
        };
    }
}
