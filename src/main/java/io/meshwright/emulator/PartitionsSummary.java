package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Job;
import io.meshwright.emulator.job.JobRequest;
import io.meshwright.emulator.job.References;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.Optional;

/** {@code table$__PARTITIONS_SUMMARY__}: the partitions of a table as rows, older than INFORMATION_SCHEMA. */
final class PartitionsSummary {

    private static final String DECORATOR = "__PARTITIONS_SUMMARY__";
    private static final List<Column> COLUMNS = List.of(
            new Column("project_id", "STRING"),
            new Column("dataset_id", "STRING"),
            new Column("table_id", "STRING"),
            new Column("partition_id", "STRING"),
            new Column("creation_time", "INT64"),
            new Column("last_modified_time", "INT64"));

    private final EmbeddedBigQuery bigQuery;
    private final TableName table;

    PartitionsSummary(EmbeddedBigQuery bigQuery, TableName table) {
        this.bigQuery = bigQuery;
        this.table = table;
    }

    static boolean isMeant(References.Place place) {
        return place.partition().equals(DECORATOR);
    }

    static TableSchema schema() {
        return TableSchema.of(COLUMNS);
    }

    /** Asked of INFORMATION_SCHEMA in the name of the caller. */
    RowSource rows(Caller caller, List<String> selected) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        ObjectNode query = configuration.putObject("query").put("useLegacySql", false);
        query.put(
                "query",
                "SELECT " + columns(selected) + " FROM (SELECT table_catalog AS project_id, table_schema AS"
                        + " dataset_id, table_name AS table_id, partition_id, UNIX_MILLIS(last_modified_time) AS"
                        + " creation_time, UNIX_MILLIS(last_modified_time) AS last_modified_time FROM `"
                        + table.project()
                        + "`.`" + table.dataset() + "`.INFORMATION_SCHEMA.PARTITIONS) WHERE table_id = @table ORDER BY"
                        + " partition_id");
        ObjectNode parameter = query.putArray("queryParameters").addObject().put("name", "table");
        parameter.putObject("parameterType").put("type", "STRING");
        parameter.putObject("parameterValue").put("value", table.table());
        Job job = bigQuery.jobs()
                .submit(new JobRequest(
                        table.project(),
                        JobRequest.newId(),
                        JobRequest.LOCATION,
                        caller,
                        configuration,
                        Optional.empty()))
                .done()
                .join();
        job.error().ifPresent(error -> {
            throw new ApiError(error.reason(), error.location(), error.getMessage(), error);
        });
        return job.rows().orElseThrow();
    }

    private static String columns(List<String> selected) {
        List<String> names = COLUMNS.stream()
                .map(Column::name)
                .filter(name -> selected.isEmpty() || selected.contains(name))
                .toList();
        if (names.isEmpty()) {
            throw ApiError.invalid("No such field: " + String.join(", ", selected));
        }
        return String.join(", ", names);
    }
}
