package io.meshwright.warehouse;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.CopyJobConfiguration;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobConfiguration;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.JobStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableDefinition;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableResult;
import io.meshwright.sql.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The warehouse through Google's own client; which BigQuery answers is a matter of configuration. */
@ApplicationScoped
public class BigQueryWarehouse implements Warehouse {

    private final WarehouseSettings settings;
    private final BigQueryClient client;
    private final RunningJobs jobs;

    @Inject
    BigQueryWarehouse(WarehouseSettings settings, BigQueryClient client) {
        this.settings = settings;
        this.client = client;
        this.jobs = new RunningJobs(client);
    }

    @Override
    public String project() {
        return settings.project();
    }

    @Override
    public String engine() {
        return settings.isEmbedded() ? "the embedded BigQuery" : "Google BigQuery, project " + settings.project();
    }

    @Override
    public void createDataset(String dataset, String description) {
        attempt(() -> {
            BigQuery bigQuery = client.get();
            Dataset existing = bigQuery.getDataset(dataset);
            if (existing != null) {
                return description.equals(existing.getDescription())
                        ? existing
                        : bigQuery.update(
                                existing.toBuilder().setDescription(description).build());
            }
            DatasetInfo.Builder wanted = DatasetInfo.newBuilder(dataset).setDescription(description);
            settings.location().ifPresent(wanted::setLocation);
            try {
                return bigQuery.create(wanted.build());
            } catch (BigQueryException e) {
                if ("duplicate".equals(e.getReason())) {
                    return bigQuery.getDataset(dataset);
                }
                throw e;
            }
        });
    }

    @Override
    public QueryResult query(String sql, Map<String, Object> namedParameters, int most) {
        QueryJobConfiguration.Builder configuration = QueryJobConfiguration.newBuilder(sql);
        if (most < Integer.MAX_VALUE) {
            configuration.setMaxResults((long) most);
        }
        namedParameters.forEach((name, value) -> configuration.addNamedParameter(name, Values.parameter(value)));
        return attempt(() -> {
            try {
                TableResult result = client.get().query(configuration.build());
                String job = result.getJobId() == null ? "" : result.getJobId().getJob();
                return Values.result(result, job, most);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JobFailure("stopped", "Interrupted while waiting for a query", "", e);
            }
        });
    }

    @Override
    public DryRun dryRun(String sql) {
        return attempt(() -> {
            QueryJobConfiguration configuration =
                    QueryJobConfiguration.newBuilder(sql).setDryRun(true).build();
            JobStatistics.QueryStatistics statistics =
                    client.get().create(JobInfo.of(configuration)).getStatistics();
            Long bytes = statistics.getTotalBytesProcessed();
            return new DryRun(
                    statistics.getSchema() == null ? java.util.List.of() : Values.columns(statistics.getSchema()),
                    bytes == null ? 0 : bytes);
        });
    }

    @Override
    public long build(String sql, TableName destination, String jobId) {
        QueryJobConfiguration configuration = QueryJobConfiguration.newBuilder(sql)
                .setDestinationTable(tableId(destination))
                .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
                .setCreateDisposition(CreateDisposition.CREATE_IF_NEEDED)
                .build();
        return attempt(() -> {
            jobs.run(job(configuration, jobId));
            return requireTable(destination).getNumRows().longValue();
        });
    }

    @Override
    public long load(TableLoad load, String jobId) {
        return attempt(() -> {
            Job done = settings.isEmbedded()
                    ? jobs.run(job(Loads.fromFile(load), jobId))
                    : jobs.await(Loads.upload(client.get(), load, JobId.of(jobId)));
            JobStatistics.LoadStatistics statistics = done.getStatistics();
            return statistics.getOutputRows();
        });
    }

    @Override
    public void copy(TableName from, TableName to, String jobId) {
        CopyJobConfiguration configuration = CopyJobConfiguration.newBuilder(tableId(to), tableId(from))
                .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
                .setCreateDisposition(CreateDisposition.CREATE_IF_NEEDED)
                .build();
        attempt(() -> jobs.run(job(configuration, jobId)));
    }

    @Override
    public void deleteTable(TableName table) {
        attempt(() -> client.get().delete(tableId(table)));
    }

    @Override
    public void describe(TableName table, String description, Map<String, String> columns) {
        attempt(() -> {
            Table existing = requireTable(table);
            StandardTableDefinition definition = existing.getDefinition();
            return client.get()
                    .update(existing.toBuilder()
                            .setDescription(description)
                            .setDefinition(definition.toBuilder()
                                    .setSchema(Values.described(definition.getSchema(), columns))
                                    .build())
                            .build());
        });
    }

    @Override
    public Optional<TableInfo> table(TableName table) {
        return attempt(
                () -> Optional.ofNullable(client.get().getTable(tableId(table))).map(found -> info(table, found)));
    }

    private static TableInfo info(TableName name, Table table) {
        TableDefinition definition = table.getDefinition();
        long rows = table.getNumRows() == null ? 0 : table.getNumRows().longValue();
        long bytes = table.getNumBytes() == null ? 0 : table.getNumBytes();
        return new TableInfo(
                name,
                definition.getSchema() == null ? java.util.List.of() : Values.columns(definition.getSchema()),
                rows,
                bytes,
                Instant.ofEpochMilli(table.getLastModifiedTime()));
    }

    @Override
    public boolean cancel(String jobId) {
        return attempt(() -> {
            Job job = client.get().getJob(jobId(jobId));
            boolean running = job != null && !job.isDone();
            return running && client.get().cancel(jobId(jobId));
        });
    }

    private Table requireTable(TableName name) {
        Table table = client.get().getTable(tableId(name));
        if (table == null) {
            throw new JobFailure("notFound", "Not found: Table " + name, "", null);
        }
        return table;
    }

    private JobInfo job(JobConfiguration configuration, String jobId) {
        return JobInfo.newBuilder(configuration).setJobId(jobId(jobId)).build();
    }

    private JobId jobId(String id) {
        JobId.Builder builder = JobId.newBuilder().setJob(id).setProject(project());
        settings.location().ifPresent(builder::setLocation);
        return builder.build();
    }

    private static TableId tableId(TableName name) {
        return TableId.of(name.project(), name.dataset(), name.table());
    }

    /** The client's exception carries BigQuery's reason; ours does too. */
    private static <T> T attempt(Supplier<T> call) {
        try {
            return call.get();
        } catch (BigQueryException e) {
            throw RunningJobs.failure(e, "");
        }
    }
}
