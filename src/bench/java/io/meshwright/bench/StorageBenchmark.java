package io.meshwright.bench;

import com.google.cloud.bigquery.TableResult;
import com.google.cloud.bigquery.storage.v1.BigQueryReadGrpc;
import com.google.cloud.bigquery.storage.v1.BigQueryReadGrpc.BigQueryReadBlockingStub;
import com.google.cloud.bigquery.storage.v1.CreateReadSessionRequest;
import com.google.cloud.bigquery.storage.v1.DataFormat;
import com.google.cloud.bigquery.storage.v1.ReadRowsRequest;
import com.google.cloud.bigquery.storage.v1.ReadRowsResponse;
import com.google.cloud.bigquery.storage.v1.ReadSession;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * A million rows of five columns in a client's hands: through the Storage Read API, through REST, and from DuckDB's own
 * JDBC driver, turn by turn in one run.
 *
 * <p>Arguments: number of rows (1000000 when silent), HTTP port (8099 when silent); the Storage API is on the next one.
 */
public final class StorageBenchmark {

    private static final Path WORK = Path.of("target", "bench", "storage").toAbsolutePath();
    private static final int TURNS = 7;

    private final BigQueryClient rest;
    private final BigQueryReadBlockingStub storage;
    private final Connection duckDb;
    private final int rows;

    private StorageBenchmark(BigQueryClient rest, BigQueryReadBlockingStub storage, Connection duckDb, int rows) {
        this.rest = rest;
        this.storage = storage;
        this.duckDb = duckDb;
        this.rows = rows;
    }

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Math.min(Integer.parseInt(arguments[0]), 1_000_000) : 1_000_000;
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8099;
        Directories.delete(WORK);
        Path mesh = Files.createDirectories(WORK.resolve("mesh"));
        Map<String, String> settings = Map.of(
                "MESHWRIGHT_MESH", mesh.toString(),
                "MESHWRIGHT_WAREHOUSE_STORAGE_PORT", Integer.toString(port + 1));
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("localhost", port + 1).usePlaintext().build();
        try (Connection duckDb = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                RunningApplication application = RunningApplication.start(WORK.resolve("home"), port, settings)) {
            Metadata headers = new Metadata();
            headers.put(
                    Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                    "Bearer " + RunningApplication.TOKEN);
            BigQueryReadBlockingStub storage = BigQueryReadGrpc.newBlockingStub(channel)
                    .withWaitForReady()
                    .withMaxInboundMessageSize(Integer.MAX_VALUE)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
            new StorageBenchmark(
                            new BigQueryClient(application.address(), RunningApplication.TOKEN), storage, duckDb, rows)
                    .run();
        } finally {
            channel.shutdownNow();
            Directories.delete(WORK);
        }
    }

    private void run() throws Exception {
        String columns = "i %% 6000 AS userId, i %% 50000 AS movieId, i %% 10 / 2.0 AS rating, i + 1600000000 AS rated,"
                + " concat('title ', CAST(i AS %s)) AS title FROM ";
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("CREATE TABLE million AS SELECT "
                    + String.format(Locale.ROOT, columns, "VARCHAR") + "range(" + rows + ") AS r(i)");
        }
        rest.run("CREATE SCHEMA bench");
        rest.run("CREATE TABLE bench.million AS SELECT "
                + String.format(Locale.ROOT, columns, "STRING").replaceAll("i % (\\d+)", "MOD(i, $1)")
                + "UNNEST(GENERATE_ARRAY(0, " + (rows - 1) + ")) AS i");
        measure("DuckDB, its own JDBC driver", TURNS, this::byHand);
        measure("Storage Read API, Arrow, a table", TURNS, () -> read("bench", "million", DataFormat.ARROW));
        measure("Storage Read API, Avro, a table", TURNS, () -> read("bench", "million", DataFormat.AVRO));
        TableResult result = rest.query("SELECT * FROM bench.million");
        String job = result.getJobId().getJob();
        measure("Storage Read API, Arrow, a query's result", TURNS, () -> read("_anonymous", job, DataFormat.ARROW));
        measure("REST, pages of a table", 3, () -> rest.query("SELECT * FROM bench.million")
                .streamAll()
                .count());
    }

    private long byHand() throws Exception {
        long count = 0;
        try (Statement statement = duckDb.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM million")) {
            while (found.next()) {
                for (int column = 1; column <= 5; column++) {
                    found.getObject(column);
                }
                count++;
            }
        }
        return count;
    }

    private long read(String dataset, String table, DataFormat format) {
        ReadSession session = storage.createReadSession(CreateReadSessionRequest.newBuilder()
                .setParent("projects/meshwright")
                .setMaxStreamCount(1)
                .setReadSession(ReadSession.newBuilder()
                        .setTable("projects/meshwright/datasets/" + dataset + "/tables/" + table)
                        .setDataFormat(format))
                .build());
        Iterator<ReadRowsResponse> responses = storage.readRows(ReadRowsRequest.newBuilder()
                .setReadStream(session.getStreams(0).getName())
                .build());
        long count = 0;
        while (responses.hasNext()) {
            count += responses.next().getRowCount();
        }
        return count;
    }

    @FunctionalInterface
    private interface Reading {
        long rows() throws Exception;
    }

    private void measure(String name, int turns, Reading reading) throws Exception {
        double[] seconds = new double[turns];
        for (int turn = -1; turn < turns; turn++) {
            long start = System.nanoTime();
            long found = reading.rows();
            if (found != rows) {
                throw new IllegalStateException(name + " gave " + found + " rows");
            }
            if (turn >= 0) {
                seconds[turn] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "%-44s %,12.0f rows a second%n", name, rows / seconds[turns / 2]);
    }
}
