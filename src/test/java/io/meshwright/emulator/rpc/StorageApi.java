package io.meshwright.emulator.rpc;

import com.google.cloud.bigquery.storage.v1.BigQueryReadGrpc;
import com.google.cloud.bigquery.storage.v1.BigQueryReadGrpc.BigQueryReadBlockingStub;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc.BigQueryWriteBlockingStub;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc.BigQueryWriteStub;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.LocalEngine;
import io.meshwright.emulator.read.ReadSessions;
import io.meshwright.emulator.write.WriteStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The Storage API over an engine of its own, without a network; a caller's token is the caller's name. */
final class StorageApi implements AutoCloseable {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Map<String, Caller> CALLERS = Map.of(
            "operator",
            LocalEngine.OPERATOR,
            "ops",
            new Caller("ops", Set.of("operator")),
            "slow",
            new Caller("slow", Set.of("operator")),
            "reader",
            LocalEngine.READER);

    static final int READERS = 40;

    private final LocalEngine engine;
    private final ReadSessions sessions;
    private final Server server;
    private final ManagedChannel channel;

    StorageApi(Path directory) throws IOException {
        engine = new LocalEngine(directory);
        sessions = new ReadSessions(engine.engine(), engine.jobs(), Duration.ofMinutes(1));
        WriteStreams streams = new WriteStreams(engine.engine(), directory);
        String name = UUID.randomUUID().toString();
        server = InProcessServerBuilder.forName(name)
                .intercept(new Callers(token -> Optional.ofNullable(CALLERS.get(token))))
                .addService(new ReadRpc(() -> sessions, new Readers(READERS)))
                .addService(new WriteRpc(() -> streams))
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    LocalEngine engine() {
        return engine;
    }

    ReadSessions sessions() {
        return sessions;
    }

    BigQueryReadBlockingStub reader(String token) {
        return BigQueryReadGrpc.newBlockingStub(channel).withInterceptors(sending(token));
    }

    BigQueryWriteBlockingStub writer(String token) {
        return BigQueryWriteGrpc.newBlockingStub(channel).withInterceptors(sending(token));
    }

    BigQueryWriteStub appender(String token) {
        return BigQueryWriteGrpc.newStub(channel).withInterceptors(sending(token));
    }

    private static ClientInterceptor sending(String token) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
        sessions.close();
        engine.close();
    }
}
