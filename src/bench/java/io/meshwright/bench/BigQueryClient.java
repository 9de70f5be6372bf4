package io.meshwright.bench;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.RetryOption;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.CsvOptions;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.LoadJobConfiguration;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/** Google's Java client, as any user has it. */
final class BigQueryClient {

    private static final Schema RATINGS = Schema.of(
            Field.of("userId", StandardSQLTypeName.INT64),
            Field.of("movieId", StandardSQLTypeName.INT64),
            Field.of("rating", StandardSQLTypeName.FLOAT64),
            Field.of("rated", StandardSQLTypeName.INT64));

    private final BigQuery bigQuery;

    BigQueryClient(String address, String token) {
        GoogleCredentials credentials =
                GoogleCredentials.create(new AccessToken(token, Date.from(Instant.now().plus(Duration.ofDays(1)))));
        bigQuery = BigQueryOptions.newBuilder()
                .setHost(address)
                .setProjectId("meshwright")
                .setCredentials(credentials)
                .build()
                .getService();
    }

    /** Whether there is a table, named {@code dataset.table}. */
    boolean isThere(String table) {
        String[] parts = table.split("\\.");
        return bigQuery.getTable(TableId.of(parts[0], parts[1])) != null;
    }

    /** Every time computed anew: an answer from a cache would say nothing. */
    TableResult query(String sql) throws InterruptedException {
        return bigQuery.query(
                QueryJobConfiguration.newBuilder(sql).setUseQueryCache(false).build());
    }

    /** Runs a statement and reads its rows to the end. */
    void run(String sql) throws InterruptedException {
        query(sql).iterateAll().forEach(row -> row.get(0));
    }

    /** The median time of a query, after a warm-up. */
    Duration median(String sql, int warmUp, int measured) throws InterruptedException {
        long[] nanos = new long[measured];
        for (int i = -warmUp; i < measured; i++) {
            long start = System.nanoTime();
            run(sql);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[measured / 2]);
    }

    /** Loads {@code NAME.parquet} of the data directory into {@code bench.NAME}. */
    void loadParquet(String table) throws InterruptedException {
        load(LoadJobConfiguration.newBuilder(TableId.of("bench", table), table + ".parquet", FormatOptions.parquet())
                .build());
    }

    /** Loads ratings with a header line into a table of {@code bench}, in the place of what it had. */
    void loadCsv(String table, String file) throws InterruptedException {
        CsvOptions header = CsvOptions.newBuilder().setSkipLeadingRows(1).build();
        load(LoadJobConfiguration.newBuilder(TableId.of("bench", table), file, header)
                .setSchema(RATINGS)
                .setWriteDisposition(JobInfo.WriteDisposition.WRITE_TRUNCATE)
                .build());
    }

    private void load(LoadJobConfiguration configuration) throws InterruptedException {
        // The client looks after a second first, which would be all one measures of a short job; to look every 20 ms to
        // the end takes the load a tenth of its processors.
        Job job = bigQuery.create(JobInfo.of(configuration))
                .waitFor(
                        RetryOption.initialRetryDelayDuration(Duration.ofMillis(20)),
                        RetryOption.retryDelayMultiplier(1.5),
                        RetryOption.maxRetryDelayDuration(Duration.ofMillis(100)));
        if (job.getStatus().getError() != null) {
            throw new IllegalStateException(job.getStatus().getError().getMessage());
        }
    }
}
