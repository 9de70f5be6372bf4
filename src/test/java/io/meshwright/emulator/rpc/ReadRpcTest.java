package io.meshwright.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.bigquery.storage.v1.BigQueryReadGrpc.BigQueryReadBlockingStub;
import com.google.cloud.bigquery.storage.v1.CreateReadSessionRequest;
import com.google.cloud.bigquery.storage.v1.DataFormat;
import com.google.cloud.bigquery.storage.v1.ReadRowsRequest;
import com.google.cloud.bigquery.storage.v1.ReadRowsResponse;
import com.google.cloud.bigquery.storage.v1.ReadSession;
import com.google.cloud.bigquery.storage.v1.ReadSession.TableReadOptions;
import com.google.cloud.bigquery.storage.v1.SplitReadStreamRequest;
import com.google.protobuf.Timestamp;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.meshwright.emulator.job.LocalEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Storage Read API as the stubs of Google's clients see it. */
class ReadRpcTest {

    private static final String EVERY_TYPE =
            """
            SELECT 1 AS id, 9007199254740993 AS i, 0.1 AS f, TRUE AS b, 'gr\u00fc\u00df' AS s, b'\\x00\\xff' AS y,
              NUMERIC '-123.456789012' AS n, BIGNUMERIC '5.7896044618658097711785492504343953926634992332820282019728792003956564819967E38' AS g,
              DATE '1969-12-31' AS d, TIME '23:59:59.999999' AS t, DATETIME '2024-02-29 12:34:56.789' AS dt,
              TIMESTAMP '1960-01-01 00:00:00.000001 UTC' AS ts, JSON '{"a": [1, null]}' AS j,
              INTERVAL '1-2 3 -4:5:6.5' YEAR TO SECOND AS v, RANGE<DATE> '[2024-01-01, UNBOUNDED)' AS r,
              [1, 2] AS li, STRUCT(7 AS a, STRUCT('x' AS c) AS b) AS st,
              [STRUCT(1 AS a, [TRUE, FALSE] AS l), STRUCT(NULL AS a, [] AS l)] AS ls, ['a', 'b'] AS le
            UNION ALL SELECT 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
            UNION ALL SELECT 3, -1, CAST('-inf' AS FLOAT64), FALSE, '', b'', 0, 0, DATE '9999-12-31', TIME '00:00:00',
              DATETIME '0001-01-01 00:00:00', TIMESTAMP '9999-12-31 23:59:59.999999 UTC', JSON 'null',
              INTERVAL 0 DAY, RANGE<DATE> '[UNBOUNDED, UNBOUNDED)', [], STRUCT(NULL, STRUCT(NULL)), [], []
            """;

    @TempDir
    private static Path directory;

    @AutoClose
    private static StorageApi api;

    private static BigQueryReadBlockingStub client;

    @BeforeAll
    static void fill() throws IOException {
        api = new StorageApi(directory);
        client = api.reader("operator");
        LocalEngine engine = api.engine();
        engine.query("CREATE SCHEMA lab");
        engine.query("CREATE SCHEMA lab_staging");
        engine.query("CREATE TABLE lab_staging.secret AS SELECT 42 AS hidden");
        engine.query("CREATE TABLE lab.every AS " + EVERY_TYPE);
        engine.query("CREATE VIEW lab.seen AS SELECT 1 AS x");
        engine.query("CREATE TABLE lab.numbers AS SELECT n, CONCAT('name ', CAST(n AS STRING)) AS name,"
                + " STRUCT(MOD(n, 10) AS a, n * 2 AS b) AS s FROM UNNEST(GENERATE_ARRAY(0, 299999)) AS n");
    }

    private static CreateReadSessionRequest.Builder request(String table, DataFormat format, TableReadOptions options) {
        return CreateReadSessionRequest.newBuilder()
                .setParent("projects/meshwright")
                .setReadSession(ReadSession.newBuilder()
                        .setTable("projects/meshwright/datasets/" + table.replace(".", "/tables/"))
                        .setDataFormat(format)
                        .setReadOptions(options));
    }

    private static ReadSession session(String table, TableReadOptions options, int streams) {
        return client.createReadSession(request(table, DataFormat.AVRO, options)
                .setMaxStreamCount(streams)
                .build());
    }

    private static TableReadOptions fields(String... names) {
        return TableReadOptions.newBuilder()
                .addAllSelectedFields(List.of(names))
                .build();
    }

    private static Iterable<ReadRowsResponse> responses(String stream, long offset) {
        ReadRowsRequest request = ReadRowsRequest.newBuilder()
                .setReadStream(stream)
                .setOffset(offset)
                .build();
        return () -> client.readRows(request);
    }

    private static List<GenericRecord> rows(ReadSession session, String stream, long offset) throws IOException {
        List<GenericRecord> rows = new ArrayList<>();
        for (ReadRowsResponse response : responses(stream, offset)) {
            rows.addAll(decoded(session, response));
        }
        return rows;
    }

    private static List<GenericRecord> decoded(ReadSession session, ReadRowsResponse response) throws IOException {
        Schema schema = new Schema.Parser().parse(session.getAvroSchema().getSchema());
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
        BinaryDecoder in = DecoderFactory.get()
                .binaryDecoder(response.getAvroRows().getSerializedBinaryRows().toByteArray(), null);
        List<GenericRecord> rows = new ArrayList<>();
        for (long i = 0; i < response.getRowCount(); i++) {
            rows.add(reader.read(null, in));
        }
        assertThat(in.isEnd()).isTrue();
        return rows;
    }

    @Test
    void givesEveryTypeInArrow() throws IOException {
        assertThat(arrow("lab.every")).containsExactlyElementsOf(ARROW_ROWS);
    }

    private static final List<String> ARROW_ROWS = List.of(
            "1|9007199254740993|0.1|true|gr\u00fc\u00df|00ff|-123.456789012"
                    + "|578960446186580977117854925043439539266.34992332820282019728792003956564819967|-1|86399999999"
                    + "|2024-02-29T12:34:56.789|-315619199999999|{\"a\":[1,null]}|P14M3D PT-4H-5M-6.5S|{\"start\":19723}"
                    + "|[1,2]|{\"a\":7,\"b\":{\"c\":\"x\"}}|[{\"a\":1,\"l\":[true,false]},{\"l\":[]}]|[\"a\",\"b\"]",
            "2|null|null|null|null|null|null|null|null|null|null|null|null|null|null|[]|null|[]|[]",
            "3|-1|-Infinity|false|||0E-9|0E-38|2932896|0|0001-01-01T00:00|253402300799999999|null|P0D PT0S|{}|[]|{\"b\":{}}|[]|[]");

    private static List<String> arrow(String table, String... fields) throws IOException {
        ReadSession session = client.createReadSession(request(table, DataFormat.ARROW, fields(fields))
                .setMaxStreamCount(1)
                .build());
        List<String> rows = new ArrayList<>();
        for (ReadRowsResponse response : responses(session.getStreams(0).getName(), 0)) {
            rows.addAll(ArrowRows.decoded(session, response));
        }
        return rows;
    }

    @Test
    void givesTheResultOfAQueryAsItsTable() throws IOException {
        String job = api.engine()
                .done(LocalEngine.queryJob("SELECT * FROM lab.every ORDER BY id"), LocalEngine.OPERATOR)
                .id();
        assertThat(arrow("_anonymous." + job)).containsExactlyElementsOf(ARROW_ROWS);
        assertThat(arrow("_anonymous." + job, "st.b", "le", "i"))
                .containsExactly(
                        "9007199254740993|{\"b\":{\"c\":\"x\"}}|[\"a\",\"b\"]", "null|null|[]", "-1|{\"b\":{}}|[]");
    }

    @Test
    void givesTypesWithAvrosLogicalTypes() throws IOException {
        ReadSession session =
                session("lab.every", fields("i", "f", "b", "s", "d", "t", "dt", "ts", "j", "li", "st", "ls"), 1);
        List<GenericRecord> rows = rows(session, session.getStreams(0).getName(), 0);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).toString())
                .isEqualTo("{\"i\": 9007199254740993, \"f\": 0.1, \"b\": true, \"s\": \"gr\u00fc\u00df\","
                        + " \"d\": -1, \"t\": 86399999999,"
                        + " \"dt\": \"2024-02-29T12:34:56.789000\", \"ts\": -315619199999999,"
                        + " \"j\": \"{\\\"a\\\":[1,null]}\", \"li\": [1, 2], \"st\": {\"a\": 7, \"b\": {\"c\": \"x\"}},"
                        + " \"ls\": [{\"a\": 1, \"l\": [true, false]}, {\"a\": null, \"l\": []}]}");
        assertThat(rows.get(1).toString()).contains("\"i\": null", "\"li\": []", "\"st\": null");
    }

    @Test
    void streamsShareOneVersionOfATableThatIsWritten() throws IOException {
        api.engine().query("CREATE TABLE lab.moving AS SELECT n FROM UNNEST(GENERATE_ARRAY(1, 400000)) AS n");
        ReadSession session = session("lab.moving", TableReadOptions.getDefaultInstance(), 4);
        assertThat(session.getStreamsCount()).isEqualTo(4);
        assertThat(session.getEstimatedRowCount()).isEqualTo(400_000);
        Iterator<ReadRowsResponse> first =
                responses(session.getStreams(0).getName(), 0).iterator();
        long sum = sum(decoded(session, first.next()));
        api.engine().query("DELETE FROM lab.moving WHERE MOD(n, 3) = 0");
        api.engine().query("UPDATE lab.moving SET n = 0 WHERE TRUE");
        api.engine().query("CREATE OR REPLACE TABLE lab.moving AS SELECT 'other' AS form");
        while (first.hasNext()) {
            sum += sum(decoded(session, first.next()));
        }
        for (int i = 1; i < 4; i++) {
            sum += sum(rows(session, session.getStreams(i).getName(), 0));
        }
        assertThat(sum).isEqualTo(400_000L * 400_001 / 2);
    }

    private static long sum(List<GenericRecord> rows) {
        return rows.stream().mapToLong(row -> (Long) row.get("n")).sum();
    }

    @Test
    void readsChosenFieldsOfChosenRows() throws IOException {
        TableReadOptions options = TableReadOptions.newBuilder()
                .addSelectedFields("s.b")
                .addSelectedFields("n")
                .setRowRestriction("s.a = 3 AND name LIKE '%3' -- every tenth")
                .build();
        ReadSession session = session("lab.numbers", options, 2);
        String last = session.getStreams(session.getStreamsCount() - 1).getName();
        List<GenericRecord> rows = rows(session, last, 0);
        assertThat(rows).hasSize(30_000 / session.getStreamsCount());
        assertThat(rows.get(rows.size() - 1).toString()).isEqualTo("{\"n\": 299993, \"s\": {\"b\": 599986}}");
        assertThat(rows(session, last, rows.size() - 2L)).isEqualTo(rows.subList(rows.size() - 2, rows.size()));
        assertThat(rows(session, last, rows.size())).isEmpty();
    }

    @Test
    void goesOnWhereAReaderStoppedAndDividesStreams() throws IOException {
        ReadSession session = session("lab.numbers", fields("n"), 1);
        String whole = session.getStreams(0).getName();
        List<GenericRecord> rows = rows(session, whole, 0);
        assertThat(rows).hasSize(300_000);
        assertThat(rows(session, whole, 123_457)).isEqualTo(rows.subList(123_457, 300_000));
        var parts = client.splitReadStream(SplitReadStreamRequest.newBuilder()
                .setName(whole)
                .setFraction(0.25)
                .build());
        List<GenericRecord> both =
                new ArrayList<>(rows(session, parts.getPrimaryStream().getName(), 0));
        assertThat(both).hasSize(75_000);
        both.addAll(rows(session, parts.getRemainderStream().getName(), 0));
        assertThat(both).isEqualTo(rows);
    }

    @Test
    void samplesRows() throws IOException {
        ReadSession session = session(
                "lab.numbers",
                TableReadOptions.newBuilder()
                        .addSelectedFields("n")
                        .setSamplePercentage(10)
                        .build(),
                1);
        String stream = session.getStreams(0).getName();
        List<GenericRecord> rows = rows(session, stream, 0);
        assertThat(rows).hasSizeBetween(28_000, 32_000);
        assertThat(rows(session, stream, 0)).isEqualTo(rows);
    }

    @Test
    void goesOnAfterARestUnlessTheTableHasChanged() throws IOException {
        api.engine().query("CREATE TABLE lab.resting AS SELECT n FROM UNNEST([1, 2, 3]) AS n");
        ReadSession session = session("lab.resting", TableReadOptions.getDefaultInstance(), 1);
        String stream = session.getStreams(0).getName();
        assertThat(rows(session, stream, 0)).hasSize(3);
        api.sessions().sweep(Instant.now().plus(Duration.ofMinutes(11)));
        assertThat(rows(session, stream, 1)).hasSize(2);
        api.sessions().sweep(Instant.now().plus(Duration.ofMinutes(11)));
        api.engine().query("INSERT INTO lab.resting VALUES (4)");
        assertRefused(Status.Code.NOT_FOUND, "has changed meanwhile", () -> rows(session, stream, 0));
    }

    @Test
    void whoOpensTooManySessionsEndsOnlyTheirOwn() {
        CreateReadSessionRequest request =
                request("lab.every", DataFormat.AVRO, fields("id")).build();
        BigQueryReadBlockingStub other = api.reader("ops");
        String others = other.createReadSession(request).getStreams(0).getName();
        String first = client.createReadSession(request).getStreams(0).getName();
        for (int i = 0; i < 250; i++) {
            client.createReadSession(request);
        }
        assertThat(other.readRows(reading(others)).next().getRowCount()).isEqualTo(3);
        assertRefused(Status.Code.NOT_FOUND, "Stream", () -> client.readRows(reading(first))
                .next());
    }

    @Test
    void whoReadsSlowlyTakesNobodyElsesPlace() {
        BigQueryReadBlockingStub slow = api.reader("slow");
        CreateReadSessionRequest request = request("lab.numbers", DataFormat.ARROW, fields())
                .setMaxStreamCount(1)
                .build();
        ReadRowsRequest unread =
                reading(slow.createReadSession(request).getStreams(0).getName());
        Context.CancellableContext calls = Context.current().withCancellation();
        calls.run(() -> {
            for (int i = 0; i < StorageApi.READERS / 2; i++) {
                assertThat(slow.readRows(unread).hasNext()).isTrue();
            }
            assertRefused(Status.Code.RESOURCE_EXHAUSTED, "one caller reads 20 streams", () -> slow.readRows(unread)
                    .next());
        });
        ReadRowsRequest read =
                reading(client.createReadSession(request).getStreams(0).getName());
        long rows = 0;
        for (var messages = client.readRows(read); messages.hasNext(); ) {
            rows += messages.next().getRowCount();
        }
        assertThat(rows).isEqualTo(300_000);
        calls.cancel(null);
        awaitPlace(slow, unread);
    }

    private static void awaitPlace(BigQueryReadBlockingStub reader, ReadRowsRequest request) {
        Instant end = Instant.now().plusSeconds(5);
        boolean read = false;
        while (!read) {
            try {
                read = reader.readRows(request).hasNext();
            } catch (StatusRuntimeException e) {
                assertThat(Instant.now()).isBefore(end);
            }
        }
    }

    private static ReadRowsRequest reading(String stream) {
        return ReadRowsRequest.newBuilder().setReadStream(stream).build();
    }

    @Test
    void readsTheTableAsItWasOnlyWhereItIsStillSo() {
        ReadSession.Builder session = request("lab.every", DataFormat.AVRO, fields("id")).getReadSession().toBuilder();
        for (long age : new long[] {0, 86_400}) {
            Instant now = Instant.now();
            session.getTableModifiersBuilder()
                    .setSnapshotTime(Timestamp.newBuilder()
                            .setSeconds(now.getEpochSecond() - age)
                            .setNanos(age == 0 ? now.getNano() : 0));
            CreateReadSessionRequest request = request("lab.every", DataFormat.AVRO, fields("id"))
                    .setReadSession(session)
                    .build();
            if (age == 0) {
                assertThat(client.createReadSession(request).getStreamsCount()).isEqualTo(1);
            } else {
                assertRefused(
                        Status.Code.INVALID_ARGUMENT, "no earlier versions", () -> client.createReadSession(request));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lab.every | nothing = 1 | id | INVALID_ARGUMENT | Unrecognized name: nothing",
                "lab.every | id = 'a' | id | INVALID_ARGUMENT | No matching signature",
                "lab.every | id IN (SELECT hidden FROM lab_staging.secret) | id | INVALID_ARGUMENT | not found",
                "lab.every | SUM(id) > 1 | id | INVALID_ARGUMENT | Aggregate function SUM not allowed",
                "lab.every | TRUE | other | INVALID_ARGUMENT | do not exist in the table schema: other",
                "lab.every | TRUE | st.other | INVALID_ARGUMENT | do not exist in the table schema: st.other",
                "lab.every | TRUE | id.x | INVALID_ARGUMENT | do not exist in the table schema: id.x",
                "lab.every | TRUE | v | INVALID_ARGUMENT | Type INTERVAL is not supported for AVRO",
                "lab.seen | TRUE | x | INVALID_ARGUMENT | is a VIEW",
                "lab.absent | TRUE | x | NOT_FOUND | Table meshwright:lab.absent",
                "_anonymous.absent | TRUE | x | NOT_FOUND | Job meshwright:US.absent",
            })
    void saysWhatItCannotRead(String table, String restriction, String field, Status.Code code, String message) {
        TableReadOptions options = TableReadOptions.newBuilder()
                .setRowRestriction(restriction)
                .addSelectedFields(field)
                .build();
        assertRefused(code, message, () -> session(table, options, 1));
    }

    @Test
    void letsNobodyReadWhatTheyMayNot() throws IOException {
        CreateReadSessionRequest secret =
                request("lab_staging.secret", DataFormat.ARROW, fields()).build();
        BigQueryReadBlockingStub stranger = api.reader("nobody");
        BigQueryReadBlockingStub reader = api.reader("reader");
        assertRefused(Status.Code.UNAUTHENTICATED, "credential", () -> stranger.createReadSession(secret));
        assertRefused(Status.Code.PERMISSION_DENIED, "Access Denied", () -> reader.createReadSession(secret));
        String stream = session("lab.every", fields("id"), 1).getStreams(0).getName();
        ReadRowsRequest others =
                ReadRowsRequest.newBuilder().setReadStream(stream).build();
        assertRefused(
                Status.Code.NOT_FOUND, "Stream", () -> reader.readRows(others).next());
        String job = api.engine()
                .done(LocalEngine.queryJob("SELECT 1"), LocalEngine.OPERATOR)
                .id();
        CreateReadSessionRequest result =
                request("_anonymous." + job, DataFormat.ARROW, fields()).build();
        assertRefused(Status.Code.NOT_FOUND, "Job", () -> reader.createReadSession(result));
    }

    private interface Call {
        void run() throws Exception;
    }

    private static void assertRefused(Status.Code code, String message, Call call) {
        assertThatThrownBy(call::run)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refusal -> assertThat(refusal.getStatus().getCode()).isEqualTo(code));
    }
}
