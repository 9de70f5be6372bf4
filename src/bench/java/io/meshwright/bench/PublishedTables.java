package io.meshwright.bench;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/** The mesh as any BigQuery client sees it. */
final class PublishedTables {

    private final BigQuery bigQuery;

    PublishedTables(String address, String token) {
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

    /** The median time of a query, after a warm-up. */
    Duration median(String sql, int warmUp, int measured) throws InterruptedException {
        long[] nanos = new long[measured];
        for (int i = -warmUp; i < measured; i++) {
            long start = System.nanoTime();
            bigQuery.query(QueryJobConfiguration.of(sql)).iterateAll().forEach(row -> row.get(0));
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[measured / 2]);
    }
}
