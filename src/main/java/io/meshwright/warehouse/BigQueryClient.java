package io.meshwright.warehouse;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.DataFormatOptions;
import com.google.cloud.http.HttpTransportOptions;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Google's client, pointed at the BigQuery that is configured. Made at first use: the own server must listen by then. */
@Singleton
class BigQueryClient {

    private static final int TIMEOUT_MILLIS = 120_000;

    private final WarehouseSettings settings;
    private final Instance<HttpServer> server;
    private volatile BigQuery client;

    @Inject
    BigQueryClient(WarehouseSettings settings, Instance<HttpServer> server) {
        this.settings = settings;
        this.server = server;
    }

    BigQuery get() {
        BigQuery known = client;
        if (known == null) {
            synchronized (this) {
                known = client == null ? connect() : client;
                client = known;
            }
        }
        return known;
    }

    private BigQuery connect() {
        BigQueryOptions.Builder options = BigQueryOptions.newBuilder()
                .setProjectId(settings.project())
                .setDataFormatOptions(
                        DataFormatOptions.newBuilder().useInt64Timestamp(true).build());
        settings.location().ifPresent(options::setLocation);
        if (settings.isEmbedded()) {
            // A failure of the own engine is an answer; asking again would only hide it.
            options.setHost("http://" + settings.localHost() + ":"
                            + server.get().getPort())
                    .setCredentials(GoogleCredentials.create(new AccessToken(settings.internalToken(), null)))
                    .setRetrySettings(
                            RetrySettings.newBuilder().setMaxAttempts(1).build())
                    .setTransportOptions(HttpTransportOptions.newBuilder()
                            .setConnectTimeout(TIMEOUT_MILLIS)
                            .setReadTimeout(TIMEOUT_MILLIS)
                            .build());
        } else {
            settings.credentials().ifPresent(file -> options.setCredentials(read(file)));
        }
        return options.build().getService();
    }

    private static GoogleCredentials read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read the credentials named by meshwright.warehouse.credentials: " + file, e);
        }
    }
}
