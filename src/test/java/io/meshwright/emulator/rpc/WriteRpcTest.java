package io.meshwright.emulator.rpc;

import static io.meshwright.emulator.rpc.AppendedRows.request;
import static io.meshwright.emulator.rpc.AppendedRows.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest.MissingValueInterpretation;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc.BigQueryWriteBlockingStub;
import com.google.cloud.bigquery.storage.v1.CreateWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.cloud.bigquery.storage.v1.WriteStreamView;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.Int64Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.meshwright.emulator.job.LocalEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Storage Write API as the stubs of Google's clients see it. */
class WriteRpcTest {

    private static final DescriptorProto NUMBER = type("n:INT64");

    @TempDir
    private static Path directory;

    @AutoClose
    private static StorageApi api;

    private static LocalEngine engine;
    private static BigQueryWriteBlockingStub client;

    @BeforeAll
    static void open() throws IOException {
        api = new StorageApi(directory);
        engine = api.engine();
        client = api.writer("operator");
        engine.query("CREATE SCHEMA lab");
    }

    private static String path(String table) {
        return "projects/meshwright/datasets/lab/tables/" + table;
    }

    private static AppendedRows connection() {
        return new AppendedRows(api.appender("operator"));
    }

    private static WriteStream stream(String table, WriteStream.Type type) {
        return client.createWriteStream(CreateWriteStreamRequest.newBuilder()
                .setParent(path(table))
                .setWriteStream(WriteStream.newBuilder().setType(type))
                .build());
    }

    private static long complete(String stream) {
        return client.finalizeWriteStream(
                        FinalizeWriteStreamRequest.newBuilder().setName(stream).build())
                .getRowCount();
    }

    private static BatchCommitWriteStreamsResponse commit(String table, String... streams) {
        return client.batchCommitWriteStreams(BatchCommitWriteStreamsRequest.newBuilder()
                .setParent(path(table))
                .addAllWriteStreams(List.of(streams))
                .build());
    }

    private static long flush(String stream, long offset) {
        return client.flushRows(FlushRowsRequest.newBuilder()
                        .setWriteStream(stream)
                        .setOffset(Int64Value.of(offset))
                        .build())
                .getOffset();
    }

    private static void assertError(AppendRowsResponse answer, Status.Code code, StorageErrorCode cause)
            throws Exception {
        assertThat(answer.getError().getCode()).isEqualTo(code.value());
        assertThat(answer.getError().getDetails(0).unpack(StorageError.class).getCode())
                .isEqualTo(cause);
    }

    private static void assertRefused(Status.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refusal -> assertThat(
                        refusal.getStatus().getCode())
                .isEqualTo(code));
    }

    @Test
    void takesEveryType() throws Exception {
        engine.query("CREATE TABLE lab.every (i INT64, f FLOAT64, b BOOL, s STRING, y BYTES, n NUMERIC, g BIGNUMERIC,"
                + " d DATE, t TIME, dt DATETIME, ts TIMESTAMP, j JSON, v INTERVAL, li ARRAY<INT64>,"
                + " st STRUCT<a INT64, l ARRAY<STRUCT<c STRING>>>)");
        DescriptorProto inner = type("c:STRING").toBuilder().setName("Inner").build();
        DescriptorProto struct = type("a:INT32", "l:.Inner*").toBuilder()
                .setName("Struct")
                .addNestedType(inner)
                .build();
        DescriptorProto type = type(
                        "I:INT64",
                        "f:DOUBLE",
                        "b:BOOL",
                        "s:STRING",
                        "y:BYTES",
                        "n:BYTES",
                        "g:STRING",
                        "d:INT32",
                        "t:INT64",
                        "dt:INT64",
                        "ts:INT64",
                        "j:STRING",
                        "v:STRING",
                        "li:INT64*",
                        "st:.Struct")
                .toBuilder()
                .addNestedType(struct)
                .build();
        AppendedRows connection = connection();
        AppendRowsResponse answer = connection.append(request(
                path("every") + "/streams/_default",
                type,
                "I: -9007199254740993 f: -inf b: true s: 'gr\u00fc\u00df\\n\"' y: '\\x00\\xff' n: '\\x00\\xca\\x9a\\x3b' "
                        + "g: '578960446186580977117854925043439539266.34992332820282019728792003956564819967' d: -1 "
                        + "t: 102806536767 dt: 142439173919083016 ts: -315619199999999 j: '{\"a\": [1, null]}' "
                        + "v: '1-2 3 -4:5:6.5' li: 1 li: 2 st { a: 7 l { c: 'x' } l { } }",
                ""));
        assertThat(answer.getRowErrorsList()).isEmpty();
        assertThat(answer.getAppendResult().hasOffset()).isFalse();
        assertThat(engine.query("SELECT * EXCEPT (li, st), TO_JSON_STRING(li), TO_JSON_STRING(st) FROM lab.every"
                        + " ORDER BY i DESC NULLS LAST"))
                .containsExactly(
                        "-9007199254740993|-Infinity|true|gr\u00fc\u00df\n\"|AP8=|1"
                                + "|578960446186580977117854925043439539266.34992332820282019728792003956564819967"
                                + "|1969-12-31|23:59:59.999999|2024-02-29T12:34:56.789000|1960-01-01T00:00:00.000001Z"
                                + "|{\"a\":[1,null]}|1-2 3 -4:5:6.5|[1,2]|{\"a\":7,\"l\":[{\"c\":\"x\"},{\"c\":null}]}",
                        "null|null|null|null|null|null|null|null|null|null|null|null|null|[]|null");
        assertThat(connection.end()).isEqualTo("end");
    }

    @Test
    void countsRowsOfACommittedStream() throws Exception {
        engine.query("CREATE TABLE lab.counted (n INT64)");
        String name = stream("counted", WriteStream.Type.COMMITTED).getName();
        AppendedRows connection = connection();
        assertThat(connection
                        .append(0, request(name, NUMBER, "n: 1", "n: 2"))
                        .getAppendResult()
                        .getOffset()
                        .getValue())
                .isZero();
        assertThat(engine.query("SELECT SUM(n) FROM lab.counted")).containsExactly("3");
        assertError(
                connection.append(0, request(name, NUMBER, "n: 1", "n: 2")),
                Status.Code.ALREADY_EXISTS,
                StorageErrorCode.OFFSET_ALREADY_EXISTS);
        assertError(
                connection.append(3, request(name, NUMBER, "n: 4")),
                Status.Code.OUT_OF_RANGE,
                StorageErrorCode.OFFSET_OUT_OF_RANGE);
        AppendRowsRequest.Builder schemaless = request(name, NUMBER, "n: 3").clearWriteStream();
        schemaless.getProtoRowsBuilder().clearWriterSchema();
        assertThat(connection
                        .append(2, schemaless)
                        .getAppendResult()
                        .getOffset()
                        .getValue())
                .isEqualTo(2);
        assertThat(complete(name)).isEqualTo(3);
        assertError(
                connection.append(3, request(name, NUMBER, "n: 4")),
                Status.Code.INVALID_ARGUMENT,
                StorageErrorCode.STREAM_FINALIZED);
        assertThat(engine.query("SELECT COUNT(*), SUM(n) FROM lab.counted")).containsExactly("3|6");
    }

    @Test
    void showsPendingStreamsTogetherOrNotAtAll() throws Exception {
        engine.query("CREATE TABLE lab.pending (n INT64)");
        String one = stream("pending", WriteStream.Type.PENDING).getName();
        String two = stream("pending", WriteStream.Type.PENDING).getName();
        AppendedRows connection = connection();
        connection.append(request(one, NUMBER, "n: 1"));
        connection.append(request(two, NUMBER, "n: 2", "n: 3"));
        complete(one);
        BatchCommitWriteStreamsResponse early = commit("pending", one, two, path("pending") + "/streams/other");
        assertThat(early.hasCommitTime()).isFalse();
        assertThat(early.getStreamErrorsList())
                .extracting(StorageError::getCode)
                .containsExactlyInAnyOrder(StorageErrorCode.INVALID_STREAM_STATE, StorageErrorCode.STREAM_NOT_FOUND);
        assertThat(engine.query("SELECT COUNT(*) FROM lab.pending")).containsExactly("0");
        assertThat(complete(two)).isEqualTo(2);
        assertThat(commit("pending", one, two).hasCommitTime()).isTrue();
        assertThat(engine.query("SELECT COUNT(*), SUM(n) FROM lab.pending")).containsExactly("3|6");
        assertThat(commit("pending", one).getStreamErrors(0).getCode())
                .isEqualTo(StorageErrorCode.STREAM_ALREADY_COMMITTED);
    }

    @Test
    void showsBufferedRowsAsFarAsTheyAreFlushed() throws Exception {
        engine.query("CREATE TABLE lab.buffered (n INT64)");
        String name = stream("buffered", WriteStream.Type.BUFFERED).getName();
        AppendedRows connection = connection();
        connection.append(request(name, NUMBER, "n: 1", "n: 2", "n: 3"));
        connection.append(request(name, NUMBER, "n: 4"));
        assertThat(flush(name, 1)).isEqualTo(1);
        assertThat(flush(name, 0)).isEqualTo(1);
        assertThat(engine.query("SELECT SUM(n) FROM lab.buffered")).containsExactly("3");
        assertRefused(Status.Code.OUT_OF_RANGE, () -> flush(name, 4));
        complete(name);
        assertThat(flush(name, 3)).isEqualTo(3);
        assertThat(engine.query("SELECT COUNT(*), SUM(n) FROM lab.buffered")).containsExactly("4|10");
    }

    @Test
    void writesNoneOfTheRowsWhenOneDoesNotFit() throws Exception {
        engine.query("CREATE TABLE lab.strict (n NUMERIC NOT NULL, d DATE, s STRING(3))");
        String name = path("strict") + "/_default";
        AppendedRows connection = connection();
        AppendRowsResponse answer = connection.append(request(
                name,
                type("n:STRING", "d:STRING"),
                "n: '1'",
                "n: '0.0000000001'",
                "d: '2024-01-01'",
                "n: '1' d: 'soon'"));
        assertThat(answer.getError().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
        assertThat(answer.getRowErrorsList())
                .extracting(row -> row.getIndex())
                .first()
                .isEqualTo(1L);
        answer = connection.append(
                request(name, type("n:STRING", "d:STRING"), "n: '1'", "d: '2024-01-01'", "n: '1' d: 'soon'"));
        assertThat(answer.getRowErrorsList())
                .extracting(row -> row.getIndex() + " " + row.getMessage())
                .containsExactly(
                        "1 Missing required field: n.",
                        "2 Could not convert value 'string_value: \"soon\"' to date. Field: d; Value: soon");
        answer = connection.append(request(name, type("n:INT64", "s:STRING"), "n: 1 s: 'long'"));
        assertThat(answer.getError().getMessage()).contains("maximum length");
        assertError(
                connection.append(request(name, type("n:INT64", "x:INT64"), "n: 1")),
                Status.Code.INVALID_ARGUMENT,
                StorageErrorCode.SCHEMA_MISMATCH_EXTRA_FIELDS);
        engine.query("CREATE TABLE lab.documents (j JSON)");
        answer = connection.append(request(
                path("documents") + "/_default", type("j:STRING"), "j: '{\"a\": 1}'", "j: '{\"\\\\ud800\": 1}'"));
        assertThat(answer.getRowErrorsList()).singleElement().satisfies(row -> {
            assertThat(row.getIndex()).isEqualTo(1);
            assertThat(row.getMessage()).startsWith("Field j: ");
        });
        assertThat(engine.query("SELECT COUNT(*) FROM lab.strict")).containsExactly("0");
    }

    @Test
    void givesDefaultsWhereTheyAreWantedAndTellsOfNewColumns() throws Exception {
        engine.query(
                "CREATE TABLE lab.defaulted (n INT64, s STRING DEFAULT 'some' NOT NULL, t STRING DEFAULT 'other')");
        String name = path("defaulted") + "/streams/_default";
        AppendedRows connection = connection();
        connection.append(request(name, NUMBER, "n: 1")
                .putMissingValueInterpretations("s", MissingValueInterpretation.DEFAULT_VALUE));
        engine.query("ALTER TABLE lab.defaulted ADD COLUMN u INT64");
        AppendRowsResponse answer =
                connection.append(request(name, type("n:INT64", "s:STRING", "u:INT64"), "n: 2 s: 'own' u: 5")
                        .setDefaultMissingValueInterpretation(MissingValueInterpretation.DEFAULT_VALUE));
        assertThat(answer.getUpdatedSchema().getFieldsList())
                .extracting(TableFieldSchema::getName)
                .containsExactly("n", "s", "t", "u");
        assertThat(engine.query("SELECT n, s, t, u FROM lab.defaulted ORDER BY n"))
                .containsExactly("1|some|null|null", "2|own|other|5");
    }

    @Test
    void tellsOfStreams() {
        engine.query("CREATE TABLE lab.told (n INT64 NOT NULL, f ARRAY<FLOAT64>)");
        WriteStream made = stream("told", WriteStream.Type.PENDING);
        assertThat(made.getTableSchema().getFields(1))
                .isEqualTo(TableFieldSchema.newBuilder()
                        .setName("f")
                        .setType(TableFieldSchema.Type.DOUBLE)
                        .setMode(TableFieldSchema.Mode.REPEATED)
                        .build());
        GetWriteStreamRequest.Builder request =
                GetWriteStreamRequest.newBuilder().setName(made.getName());
        assertThat(client.getWriteStream(request.build()))
                .isEqualTo(made.toBuilder().clearTableSchema().build());
        WriteStream common = client.getWriteStream(request.setName(path("told") + "/streams/_default")
                .setView(WriteStreamView.FULL)
                .build());
        assertThat(common.getType()).isEqualTo(WriteStream.Type.COMMITTED);
        assertThat(common.getTableSchema()).isEqualTo(made.getTableSchema());
    }

    @Test
    void letsNobodyWriteWhatTheyMayNot() throws Exception {
        engine.query("CREATE TABLE lab.kept (n INT64)");
        engine.query("CREATE VIEW lab.seen AS SELECT 1 AS n");
        String name = path("kept") + "/streams/_default";
        assertThat(new AppendedRows(api.appender("reader"))
                        .send(request(name, NUMBER, "n: 1"))
                        .toString())
                .contains("PERMISSION_DENIED");
        assertThat(new AppendedRows(api.appender("nobody"))
                        .send(request(name, NUMBER, "n: 1"))
                        .toString())
                .contains("UNAUTHENTICATED");
        assertThat(connection()
                        .send(request(path("absent") + "/_default", NUMBER, "n: 1"))
                        .toString())
                .contains("NOT_FOUND");
        assertThat(connection()
                        .append(request(path("seen") + "/_default", NUMBER, "n: 1"))
                        .getError()
                        .getMessage())
                .contains("VIEW");
        AppendRowsRequest.Builder arrow = AppendRowsRequest.newBuilder().setWriteStream(name);
        arrow.getArrowRowsBuilder();
        assertThat(connection().send(arrow).toString()).contains("UNIMPLEMENTED", "Arrow");
        String pending = stream("kept", WriteStream.Type.PENDING).getName();
        assertRefused(Status.Code.PERMISSION_DENIED, () -> api.writer("reader")
                .finalizeWriteStream(
                        FinalizeWriteStreamRequest.newBuilder().setName(pending).build()));
        assertThat(engine.query("SELECT COUNT(*) FROM lab.kept")).containsExactly("0");
    }
}
