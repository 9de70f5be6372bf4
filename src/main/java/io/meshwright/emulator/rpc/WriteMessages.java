package io.meshwright.emulator.rpc;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest.MissingValueInterpretation;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.RowError;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.TableSchema;
import com.google.protobuf.Any;
import com.google.protobuf.Int64Value;
import com.google.rpc.Status;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.job.JobRequest;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.write.Appending;
import io.meshwright.emulator.write.StreamRefusal;
import io.meshwright.emulator.write.WriteStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Write streams in the messages of {@code google.cloud.bigquery.storage.v1}. */
final class WriteMessages {

    private WriteMessages() {}

    static WriteStream.Type type(com.google.cloud.bigquery.storage.v1.WriteStream.Type type) {
        return switch (type) {
            case COMMITTED -> WriteStream.Type.COMMITTED;
            case BUFFERED -> WriteStream.Type.BUFFERED;
            case PENDING -> WriteStream.Type.PENDING;
            default -> throw ApiError.invalid("The type of a stream must be COMMITTED, PENDING or BUFFERED");
        };
    }

    /** @param schema the table's, where it is to be told */
    static com.google.cloud.bigquery.storage.v1.WriteStream stream(
            WriteStream stream, Optional<io.meshwright.emulator.storage.TableSchema> schema) {
        var answer = com.google.cloud.bigquery.storage.v1.WriteStream.newBuilder()
                .setName(stream.name())
                .setType(com.google.cloud.bigquery.storage.v1.WriteStream.Type.valueOf(
                        stream.type().name()))
                .setWriteMode(com.google.cloud.bigquery.storage.v1.WriteStream.WriteMode.INSERT)
                .setCreateTime(ReadMessages.time(stream.created()))
                .setLocation(JobRequest.LOCATION.toLowerCase(Locale.ROOT));
        stream.committed().ifPresent(time -> answer.setCommitTime(ReadMessages.time(time)));
        schema.ifPresent(known -> answer.setTableSchema(schema(known)));
        return answer.build();
    }

    private static TableSchema schema(io.meshwright.emulator.storage.TableSchema schema) {
        TableSchema.Builder answer = TableSchema.newBuilder();
        schema.fields().forEach(field -> answer.addFields(field(field)));
        return answer.build();
    }

    private static TableFieldSchema field(FieldSchema field) {
        TableFieldSchema.Builder answer = TableFieldSchema.newBuilder()
                .setName(field.name())
                .setType(type(field.type()))
                .setMode(TableFieldSchema.Mode.valueOf(field.mode().name()));
        field.fields().forEach(inner -> answer.addFields(field(inner)));
        field.attributes().forEach((name, value) -> {
            switch (name) {
                case "description" -> answer.setDescription(value.asText());
                case "maxLength" -> answer.setMaxLength(value.asLong());
                case "precision" -> answer.setPrecision(value.asLong());
                case "scale" -> answer.setScale(value.asLong());
                case "defaultValueExpression" -> answer.setDefaultValueExpression(value.asText());
                case "rangeElementType" ->
                    answer.setRangeElementType(TableFieldSchema.FieldElementType.newBuilder()
                            .setType(TableFieldSchema.Type.valueOf(
                                    value.path("type").asText("DATE"))));
                default -> {
                    // What writers do not need.
                }
            }
        });
        return answer.build();
    }

    private static TableFieldSchema.Type type(FieldType type) {
        return type == FieldType.FLOAT64 ? TableFieldSchema.Type.DOUBLE : TableFieldSchema.Type.valueOf(type.name());
    }

    static Appending.Request append(AppendRowsRequest sent) {
        var rows = sent.getProtoRows();
        Map<String, MissingValueInterpretation> missing = sent.getMissingValueInterpretationsMap();
        MissingValueInterpretation otherwise = sent.getDefaultMissingValueInterpretation();
        return new Appending.Request(
                sent.getWriteStream(),
                sent.hasOffset() ? OptionalLong.of(sent.getOffset().getValue()) : OptionalLong.empty(),
                rows.hasWriterSchema() ? Optional.of(rows.getWriterSchema().getProtoDescriptor()) : Optional.empty(),
                rows.getRows().getSerializedRowsList(),
                column -> missing.getOrDefault(column, otherwise) == MissingValueInterpretation.DEFAULT_VALUE);
    }

    static AppendRowsResponse appended(Appending.Appended appended) {
        AppendRowsResponse.AppendResult.Builder result = AppendRowsResponse.AppendResult.newBuilder();
        appended.offset().ifPresent(offset -> result.setOffset(Int64Value.of(offset)));
        AppendRowsResponse.Builder answer =
                AppendRowsResponse.newBuilder().setAppendResult(result).setWriteStream(appended.stream());
        appended.updated().ifPresent(schema -> answer.setUpdatedSchema(schema(schema)));
        return answer.build();
    }

    /** An answer after which the connection goes on. */
    static AppendRowsResponse refused(String stream, StreamRefusal refusal) {
        StorageError error = error(stream, refusal);
        AppendRowsResponse.Builder answer = AppendRowsResponse.newBuilder()
                .setWriteStream(stream)
                .setError(Status.newBuilder()
                        .setCode(code(refusal).value())
                        .setMessage(refusal.getMessage())
                        .addDetails(Any.pack(error)));
        refusal.rows()
                .forEach(row -> answer.addRowErrors(RowError.newBuilder()
                        .setIndex(row.index())
                        .setCode(RowError.RowErrorCode.FIELDS_ERROR)
                        .setMessage(row.message())));
        return answer.build();
    }

    static StorageError error(String stream, StreamRefusal refusal) {
        return StorageError.newBuilder()
                .setCode(StorageError.StorageErrorCode.valueOf(refusal.cause().name()))
                .setEntity(stream)
                .setErrorMessage(refusal.getMessage())
                .build();
    }

    static io.grpc.Status.Code code(StreamRefusal refusal) {
        return switch (refusal.cause()) {
            case OFFSET_ALREADY_EXISTS -> io.grpc.Status.Code.ALREADY_EXISTS;
            case OFFSET_OUT_OF_RANGE -> io.grpc.Status.Code.OUT_OF_RANGE;
            case STREAM_NOT_FOUND -> io.grpc.Status.Code.NOT_FOUND;
            default -> io.grpc.Status.Code.INVALID_ARGUMENT;
        };
    }

    static List<StorageError> errors(Map<String, StreamRefusal> obstacles) {
        return obstacles.entrySet().stream()
                .map(obstacle -> error(obstacle.getKey(), obstacle.getValue()))
                .toList();
    }
}
