package io.meshwright.emulator.rpc;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc.BigQueryWriteStub;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Int64Value;
import com.google.protobuf.TextFormat;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One connection of AppendRows: rows are written in protocol buffers' text format. */
final class AppendedRows {

    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private final StreamObserver<AppendRowsRequest> requests;

    AppendedRows(BigQueryWriteStub stub) {
        requests = stub.appendRows(new StreamObserver<>() {
            @Override
            public void onNext(AppendRowsResponse answer) {
                answers.add(answer);
            }

            @Override
            public void onError(Throwable error) {
                answers.add(error);
            }

            @Override
            public void onCompleted() {
                answers.add("end");
            }
        });
    }

    /** A type of rows, each field {@code name:TYPE}, repeated with a star after it. */
    static DescriptorProto type(String... fields) {
        DescriptorProto.Builder type = DescriptorProto.newBuilder().setName("Row");
        for (String field : fields) {
            String[] parts = field.split(":", 2);
            FieldDescriptorProto.Builder built = FieldDescriptorProto.newBuilder()
                    .setName(parts[0])
                    .setNumber(type.getFieldCount() + 1)
                    .setLabel(
                            parts[1].endsWith("*")
                                    ? FieldDescriptorProto.Label.LABEL_REPEATED
                                    : FieldDescriptorProto.Label.LABEL_OPTIONAL);
            String kind = parts[1].replace("*", "");
            if (kind.startsWith(".")) {
                built.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(kind.substring(1));
            } else {
                built.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + kind));
            }
            type.addField(built);
        }
        return type.build();
    }

    static AppendRowsRequest.Builder request(String stream, DescriptorProto type, String... rows) throws Exception {
        AppendRowsRequest.Builder request = AppendRowsRequest.newBuilder().setWriteStream(stream);
        request.getProtoRowsBuilder().setWriterSchema(ProtoSchema.newBuilder().setProtoDescriptor(type));
        Descriptor descriptor = descriptor(type);
        for (String row : rows) {
            DynamicMessage.Builder message = DynamicMessage.newBuilder(descriptor);
            TextFormat.merge(row, message);
            request.getProtoRowsBuilder()
                    .getRowsBuilder()
                    .addSerializedRows(message.build().toByteString());
        }
        return request;
    }

    private static Descriptor descriptor(DescriptorProto type) throws DescriptorValidationException {
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("test.proto")
                .addMessageType(type)
                .build();
        return FileDescriptor.buildFrom(file, new FileDescriptor[0])
                .getMessageTypes()
                .get(0);
    }

    /** Sends a request and waits for what comes back: an answer, or why the connection ended. */
    Object send(AppendRowsRequest.Builder request) throws InterruptedException {
        requests.onNext(request.build());
        return answers.poll(20, TimeUnit.SECONDS);
    }

    AppendRowsResponse append(AppendRowsRequest.Builder request) throws InterruptedException {
        Object answer = send(request);
        if (answer instanceof AppendRowsResponse response) {
            return response;
        }
        throw new AssertionError("The connection ended: " + answer);
    }

    AppendRowsResponse append(long offset, AppendRowsRequest.Builder request) throws InterruptedException {
        return append(request.setOffset(Int64Value.of(offset)));
    }

    /** What comes after the last request. */
    Object end() throws InterruptedException {
        requests.onCompleted();
        return answers.poll(20, TimeUnit.SECONDS);
    }
}
