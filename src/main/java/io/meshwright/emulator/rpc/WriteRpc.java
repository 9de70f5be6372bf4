package io.meshwright.emulator.rpc;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc;
import com.google.cloud.bigquery.storage.v1.CreateWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamResponse;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.FlushRowsResponse;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.cloud.bigquery.storage.v1.WriteStreamView;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.write.Appending;
import io.meshwright.emulator.write.StreamRefusal;
import io.meshwright.emulator.write.WriteStreams;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code google.cloud.bigquery.storage.v1.BigQueryWrite}. */
final class WriteRpc extends BigQueryWriteGrpc.BigQueryWriteImplBase {

    private final Supplier<WriteStreams> streams;

    WriteRpc(Supplier<WriteStreams> streams) {
        this.streams = streams;
    }

    @Override
    public void createWriteStream(CreateWriteStreamRequest sent, StreamObserver<WriteStream> caller) {
        Answers.one("CreateWriteStream", caller, () -> {
            var stream = streams.get()
                    .create(
                            ReadMessages.table(sent.getParent()),
                            WriteMessages.type(sent.getWriteStream().getType()),
                            Callers.current());
            return WriteMessages.stream(
                    stream, Optional.of(streams.get().table(stream.table()).schema()));
        });
    }

    @Override
    public void getWriteStream(GetWriteStreamRequest sent, StreamObserver<WriteStream> caller) {
        Answers.one("GetWriteStream", caller, () -> {
            var stream = streams.get().stream(sent.getName(), Callers.current());
            return WriteMessages.stream(
                    stream,
                    Optional.of(streams.get().table(stream.table()).schema())
                            .filter(schema -> sent.getView() == WriteStreamView.FULL));
        });
    }

    @Override
    public StreamObserver<AppendRowsRequest> appendRows(StreamObserver<AppendRowsResponse> caller) {
        ((ServerCallStreamObserver<AppendRowsResponse>) caller).setOnCancelHandler(() -> {
            // Keeps answers to who has hung up from failing.
        });
        return new Connection(new Appending(streams.get(), Callers.current()), caller);
    }

    @Override
    public void flushRows(FlushRowsRequest sent, StreamObserver<FlushRowsResponse> caller) {
        Answers.one("FlushRows", caller, () -> {
            if (!sent.hasOffset()) {
                throw ApiError.missing("offset");
            }
            long offset =
                    streams.get().flush(sent.getWriteStream(), sent.getOffset().getValue(), Callers.current());
            return FlushRowsResponse.newBuilder().setOffset(offset).build();
        });
    }

    @Override
    public void finalizeWriteStream(
            FinalizeWriteStreamRequest sent, StreamObserver<FinalizeWriteStreamResponse> caller) {
        Answers.one("FinalizeWriteStream", caller, () -> FinalizeWriteStreamResponse.newBuilder()
                .setRowCount(streams.get().complete(sent.getName(), Callers.current()))
                .build());
    }

    @Override
    public void batchCommitWriteStreams(
            BatchCommitWriteStreamsRequest sent, StreamObserver<BatchCommitWriteStreamsResponse> caller) {
        Answers.one("BatchCommitWriteStreams", caller, () -> {
            WriteStreams.Commit commit = streams.get()
                    .commit(ReadMessages.table(sent.getParent()), sent.getWriteStreamsList(), Callers.current());
            BatchCommitWriteStreamsResponse.Builder answer = BatchCommitWriteStreamsResponse.newBuilder()
                    .addAllStreamErrors(WriteMessages.errors(commit.obstacles()));
            commit.time().ifPresent(time -> answer.setCommitTime(ReadMessages.time(time)));
            return answer.build();
        });
    }

    /** Answers requests one after the other; each is written before the next is taken from the network. */
    private static final class Connection implements StreamObserver<AppendRowsRequest> {
        private final Appending appending;
        private final StreamObserver<AppendRowsResponse> caller;
        private boolean broken;

        Connection(Appending appending, StreamObserver<AppendRowsResponse> caller) {
            this.appending = appending;
            this.caller = caller;
        }

        @Override
        public void onNext(AppendRowsRequest sent) {
            if (broken) {
                return;
            }
            try {
                caller.onNext(append(sent));
            } catch (RuntimeException | StackOverflowError e) {
                broken = true;
                caller.onError(Statuses.of("AppendRows", e));
            }
        }

        private AppendRowsResponse append(AppendRowsRequest sent) {
            if (sent.hasArrowRows()) {
                throw Status.UNIMPLEMENTED
                        .withDescription("The embedded BigQuery takes rows as protocol buffers (proto_rows), not in"
                                + " Arrow's form")
                        .asRuntimeException();
            }
            try {
                return WriteMessages.appended(appending.append(WriteMessages.append(sent)));
            } catch (StreamRefusal refusal) {
                return WriteMessages.refused(sent.getWriteStream(), refusal);
            }
        }

        @Override
        public void onError(Throwable gone) {
            // The caller has hung up; what was acknowledged is written.
        }

        @Override
        public void onCompleted() {
            if (!broken) {
                caller.onCompleted();
            }
        }
    }
}
