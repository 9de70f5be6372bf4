package io.meshwright.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zetasql.LocalService.ParseRequest;
import com.google.zetasql.LocalService.ParseResponse;
import com.google.zetasql.ZetaSqlLocalServiceGrpc;
import com.google.zetasql.ZetaSqlLocalServiceGrpc.ZetaSqlLocalServiceImplBase;
import com.google.zetasql.io.grpc.LoadBalancerRegistry;
import com.google.zetasql.io.grpc.ManagedChannel;
import com.google.zetasql.io.grpc.Server;
import com.google.zetasql.io.grpc.internal.PickFirstLoadBalancerProvider;
import com.google.zetasql.io.grpc.netty.NettyChannelBuilder;
import com.google.zetasql.io.grpc.netty.NettyServerBuilder;
import com.google.zetasql.io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnalyzerConnectionTest {

    private static final ParseRequest QUESTION = ParseRequest.getDefaultInstance();

    /** An analyzer that answers anything. */
    private static final class Analyzer extends ZetaSqlLocalServiceImplBase {
        @Override
        public void parse(ParseRequest request, StreamObserver<ParseResponse> answer) {
            answer.onNext(ParseResponse.getDefaultInstance());
            answer.onCompleted();
        }
    }

    /** As the client itself does before it connects. */
    @BeforeAll
    static void register() {
        LoadBalancerRegistry.getDefaultRegistry().register(new PickFirstLoadBalancerProvider());
    }

    @Test
    void callsWaitForAnAnalyzerThatIsNotThereYet() throws Exception {
        InetSocketAddress address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
        }
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(address).usePlaintext().build();
        var stub = ZetaSqlLocalServiceGrpc.newBlockingStub(channel);
        assertThatThrownBy(() -> stub.parse(QUESTION)).matches(AnalyzerConnection::isLost);
        var answer = CompletableFuture.supplyAsync(
                () -> AnalyzerConnection.waiting(stub).parse(QUESTION));
        Server analyzer = NettyServerBuilder.forAddress(address)
                .addService(new Analyzer())
                .build()
                .start();
        try {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isNotNull();
        } finally {
            channel.shutdownNow();
            analyzer.shutdownNow();
        }
    }
}
