package io.meshwright.emulator.rpc;

import com.google.cloud.bigquery.storage.v1.ArrowRecordBatch;
import com.google.cloud.bigquery.storage.v1.ArrowSchema;
import com.google.cloud.bigquery.storage.v1.AvroRows;
import com.google.cloud.bigquery.storage.v1.AvroSchema;
import com.google.cloud.bigquery.storage.v1.CreateReadSessionRequest;
import com.google.cloud.bigquery.storage.v1.DataFormat;
import com.google.cloud.bigquery.storage.v1.ReadRowsResponse;
import com.google.cloud.bigquery.storage.v1.ReadSession.TableReadOptions;
import com.google.cloud.bigquery.storage.v1.StreamStats;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.read.ReadRequest;
import io.meshwright.emulator.read.ReadSession;
import io.meshwright.emulator.read.ReadStream;
import io.meshwright.emulator.read.RowFormat;
import io.meshwright.sql.TableName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Read sessions in the messages of {@code google.cloud.bigquery.storage.v1}. */
final class ReadMessages {

    private static final Pattern PROJECT = Pattern.compile("projects/([^/]+)");
    private static final Pattern TABLE = Pattern.compile("projects/([^/.`]+)/datasets/([^/.`]+)/tables/([^/.`]+)");

    private ReadMessages() {}

    static TableName table(String path) {
        Matcher parts = matched(TABLE, "table", path);
        return new TableName(parts.group(1), parts.group(2), parts.group(3));
    }

    private static Matcher matched(Pattern form, String name, String path) {
        Matcher parts = form.matcher(path);
        if (!parts.matches()) {
            throw ApiError.invalid("request failed: invalid " + name + " \"" + path + "\"");
        }
        return parts;
    }

    static ReadRequest request(CreateReadSessionRequest sent) {
        var session = sent.getReadSession();
        TableReadOptions options = session.getReadOptions();
        if (sent.getMaxStreamCount() < 0 || sent.getPreferredMinStreamCount() < 0) {
            throw ApiError.invalid("request failed: stream counts must not be negative");
        }
        if (sent.getMaxStreamCount() > 0 && sent.getPreferredMinStreamCount() > sent.getMaxStreamCount()) {
            throw ApiError.invalid(
                    "request failed: preferred_min_stream_count must not be greater than max_stream_count");
        }
        return new ReadRequest(
                matched(PROJECT, "parent", sent.getParent()).group(1),
                table(session.getTable()),
                format(session.getDataFormat()),
                options.getSelectedFieldsList(),
                options.getRowRestriction(),
                sample(options),
                session.getTableModifiers().hasSnapshotTime()
                        ? Optional.of(time(session.getTableModifiers().getSnapshotTime()))
                        : Optional.empty(),
                sent.getMaxStreamCount(),
                sent.getPreferredMinStreamCount());
    }

    private static RowFormat format(DataFormat format) {
        return switch (format) {
            case ARROW -> RowFormat.ARROW;
            case AVRO -> RowFormat.AVRO;
            default -> throw ApiError.invalid("request failed: data_format must be ARROW or AVRO");
        };
    }

    private static OptionalDouble sample(TableReadOptions options) {
        double percent = options.getSamplePercentage();
        if (percent < 0 || percent > 100 || Double.isNaN(percent)) {
            throw ApiError.invalid("request failed: sample_percentage must be between 0 and 100");
        }
        return options.hasSamplePercentage() ? OptionalDouble.of(percent) : OptionalDouble.empty();
    }

    static Instant time(Timestamp time) {
        try {
            return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
        } catch (DateTimeException e) {
            throw new ApiError("invalid", "", "request failed: no such time: " + time.getSeconds() + " seconds", e);
        }
    }

    static Timestamp time(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    /** A session as its creator gets it: what was asked for, and what came of it. */
    static com.google.cloud.bigquery.storage.v1.ReadSession session(
            ReadSession session, com.google.cloud.bigquery.storage.v1.ReadSession sent) {
        var answer = sent.toBuilder()
                .setName(session.name())
                .setExpireTime(time(session.expires()))
                .setEstimatedRowCount(session.estimatedRows())
                .setEstimatedTotalBytesScanned(session.estimatedBytes());
        if (session.request().format() == RowFormat.ARROW) {
            answer.setArrowSchema(arrow(session));
        } else {
            answer.setAvroSchema(avro(session));
        }
        session.streams().forEach(stream -> answer.addStreams(stream(stream)));
        return answer.build();
    }

    static com.google.cloud.bigquery.storage.v1.ReadStream stream(ReadStream stream) {
        return com.google.cloud.bigquery.storage.v1.ReadStream.newBuilder()
                .setName(stream.name())
                .build();
    }

    private static ArrowSchema arrow(ReadSession session) {
        return ArrowSchema.newBuilder()
                .setSerializedSchema(ByteString.copyFrom(session.encodedSchema()))
                .build();
    }

    private static AvroSchema avro(ReadSession session) {
        return AvroSchema.newBuilder()
                .setSchemaBytes(ByteString.copyFrom(session.encodedSchema()))
                .build();
    }

    /** @param first whether the schema goes with it */
    @SuppressWarnings("deprecation") // clients of some years ago read the count of rows where it was then
    static ReadRowsResponse rows(ReadStream stream, ReadStream.Message message, boolean first) {
        ReadRowsResponse.Builder answer = ReadRowsResponse.newBuilder()
                .setRowCount(message.rows())
                .setStats(StreamStats.newBuilder()
                        .setProgress(StreamStats.Progress.newBuilder()
                                .setAtResponseStart(message.before())
                                .setAtResponseEnd(message.after())));
        ByteString bytes = UnsafeByteOperations.unsafeWrap(message.bytes());
        if (stream.session().request().format() == RowFormat.ARROW) {
            answer.setArrowRecordBatch(ArrowRecordBatch.newBuilder()
                    .setSerializedRecordBatch(bytes)
                    .setRowCount(message.rows()));
            if (first) {
                answer.setArrowSchema(arrow(stream.session()));
            }
        } else {
            answer.setAvroRows(
                    AvroRows.newBuilder().setSerializedBinaryRows(bytes).setRowCount(message.rows()));
            if (first) {
                answer.setAvroSchema(avro(stream.session()));
            }
        }
        return answer.build();
    }
}
