package io.meshwright.lineage;

import io.meshwright.sql.Column;
import io.meshwright.sql.ColumnLineage;
import io.meshwright.sql.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as OpenLineage sees it.
 *
 * @param job {@code domain/product}
 * @param nominal the time it was scheduled for; empty when it was not
 * @param sql the queries of its ports
 */
public record JobRun(
        UUID id,
        String job,
        String description,
        Optional<Instant> nominal,
        String sql,
        List<Dataset> inputs,
        List<Output> outputs) {

    public JobRun {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * @param descriptions of columns, by name
     * @param assertions what was found when it was checked in this run; empty when it was not
     */
    public record Dataset(
            TableName table,
            String description,
            List<Column> columns,
            Map<String, String> descriptions,
            List<Assertion> assertions) {
        public Dataset {
            columns = List.copyOf(columns);
            descriptions = Map.copyOf(descriptions);
            assertions = List.copyOf(assertions);
        }
    }

    /** @param rows rows published; -1 when none were */
    public record Output(Dataset dataset, List<ColumnLineage> lineage, long rows) {
        public Output {
            lineage = List.copyOf(lineage);
        }
    }

    /**
     * One check (OpenLineage DataQualityAssertionsDatasetFacet).
     *
     * @param column empty when the whole table is meant
     * @param blocking whether it holds the run back
     */
    public record Assertion(
            String assertion,
            String name,
            String description,
            boolean success,
            String column,
            boolean blocking,
            String expected,
            String actual) {}
}
