package io.meshwright.emulator.rpc;

import com.google.cloud.bigquery.storage.v1.BigQueryReadGrpc;
import com.google.cloud.bigquery.storage.v1.CreateReadSessionRequest;
import com.google.cloud.bigquery.storage.v1.ReadRowsRequest;
import com.google.cloud.bigquery.storage.v1.ReadRowsResponse;
import com.google.cloud.bigquery.storage.v1.ReadSession;
import com.google.cloud.bigquery.storage.v1.SplitReadStreamRequest;
import com.google.cloud.bigquery.storage.v1.SplitReadStreamResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.read.ReadSessions;
import io.meshwright.emulator.read.ReadStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code google.cloud.bigquery.storage.v1.BigQueryRead}. */
final class ReadRpc extends BigQueryReadGrpc.BigQueryReadImplBase {

    private final Supplier<ReadSessions> sessions;
    private final Readers readers;

    ReadRpc(Supplier<ReadSessions> sessions, Readers readers) {
        this.sessions = sessions;
        this.readers = readers;
    }

    @Override
    public void createReadSession(CreateReadSessionRequest sent, StreamObserver<ReadSession> caller) {
        Answers.one("CreateReadSession", caller, () -> {
            var session = sessions.get().create(ReadMessages.request(sent), Callers.current());
            return ReadMessages.session(session, sent.getReadSession());
        });
    }

    @Override
    public void splitReadStream(SplitReadStreamRequest sent, StreamObserver<SplitReadStreamResponse> caller) {
        Answers.one("SplitReadStream", caller, () -> {
            if (!(sent.getFraction() > 0 && sent.getFraction() < 1)) {
                throw ApiError.invalid("request failed: fraction must be between 0 and 1");
            }
            ReadStream stream = sessions.get().stream(sent.getName(), Callers.current());
            List<ReadStream> parts = stream.session().split(stream, sent.getFraction());
            SplitReadStreamResponse.Builder answer = SplitReadStreamResponse.newBuilder();
            if (!parts.isEmpty()) {
                answer.setPrimaryStream(ReadMessages.stream(parts.get(0)))
                        .setRemainderStream(ReadMessages.stream(parts.get(1)));
            }
            return answer.build();
        });
    }

    @Override
    public void readRows(ReadRowsRequest sent, StreamObserver<ReadRowsResponse> caller) {
        var flow = (ServerCallStreamObserver<ReadRowsResponse>) caller;
        Answers.guarded("ReadRows", flow, () -> {
            if (sent.getOffset() < 0) {
                throw ApiError.invalid("request failed: offset must not be negative");
            }
            String reader = Callers.current().name();
            ReadStream stream = sessions.get().stream(sent.getReadStream(), Callers.current());
            readers.enter(reader);
            // One of them is called when all has been sent or dropped; the former keeps onNext from throwing, too.
            flow.setOnCancelHandler(() -> readers.leave(reader));
            flow.setOnCloseHandler(() -> readers.leave(reader));
            Reading reading = new Reading(stream, stream.cursor(sent.getOffset()), flow);
            flow.setOnReadyHandler(reading::go);
            reading.go();
        });
    }

    /** One call: sends while its client takes, so that what waits to be sent is never much. */
    private static final class Reading {
        private final ReadStream stream;
        private final ReadStream.Cursor cursor;
        private final ServerCallStreamObserver<ReadRowsResponse> flow;
        private boolean begun;
        private boolean ended;

        Reading(ReadStream stream, ReadStream.Cursor cursor, ServerCallStreamObserver<ReadRowsResponse> flow) {
            this.stream = stream;
            this.cursor = cursor;
            this.flow = flow;
        }

        /** gRPC calls this again when there is room; never twice at a time. */
        void go() {
            Answers.guarded("ReadRows", flow, () -> {
                while (!ended && flow.isReady() && !flow.isCancelled()) {
                    Optional<ReadStream.Message> message = cursor.next();
                    if (message.isEmpty()) {
                        ended = true;
                        flow.onCompleted();
                    } else {
                        flow.onNext(ReadMessages.rows(stream, message.get(), !begun));
                        begun = true;
                    }
                }
            });
        }
    }
}
