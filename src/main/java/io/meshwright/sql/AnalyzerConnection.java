package io.meshwright.sql;

import com.google.zetasql.ZetaSqlLocalServiceGrpc.ZetaSqlLocalServiceBlockingStub;
import com.google.zetasql.io.grpc.CallOptions;
import com.google.zetasql.io.grpc.Channel;
import com.google.zetasql.io.grpc.ClientCall;
import com.google.zetasql.io.grpc.ClientInterceptor;
import com.google.zetasql.io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import com.google.zetasql.io.grpc.Metadata;
import com.google.zetasql.io.grpc.MethodDescriptor;
import com.google.zetasql.io.grpc.Status;
import com.google.zetasql.io.grpc.stub.AbstractStub;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls wait for the analyzer.
 *
 * <p>The client speaks to its native code over a connection; a call that meets it while it is made fails, and so does
 * every other for a second. Calls that wait for the connection go on as soon as it stands.
 */
final class AnalyzerConnection {

    private static final long PATIENCE_SECONDS = 120;

    /** In bytes; a row of BigQuery has at most 100 MB. */
    private static final int LARGEST_ANSWER = 100 << 20;

    /** Calls that may take long, and after which the analyzer keeps nothing that is to be given back. */
    private static final Set<String> LEAVES_NOTHING = Set.of("Analyze", "ExtractTableNamesFromStatement", "Parse");

    private AnalyzerConnection() {}

    /** Replaces the stub that the client keeps for all its calls. */
    static void waitForIt() {
        try {
            Class<?> client = Class.forName("com.google.zetasql.Client");
            Method current = client.getDeclaredMethod("getStub");
            Field kept = client.getDeclaredField("stub");
            current.setAccessible(true);
            kept.setAccessible(true);
            kept.set(null, waiting((ZetaSqlLocalServiceBlockingStub) current.invoke(null)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This zetasql-client keeps its connection elsewhere", e);
        }
    }

    /** The same calls, which wait until they are connected, are given up after two minutes and may be answered at length. */
    static <S extends AbstractStub<S>> S waiting(S stub) {
        return stub.withInterceptors(new Patience());
    }

    private static final class Patience implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            ClientCall<Q, A> call = next.newCall(
                    method,
                    options.withWaitForReady()
                            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .withMaxInboundMessageSize(LARGEST_ANSWER));
            return LEAVES_NOTHING.contains(method.getBareMethodName()) ? new Question<>(call) : call;
        }
    }

    /** A call that is given up when what it is for is called off. */
    private static final class Question<Q, A> extends SimpleForwardingClientCall<Q, A> {
        Question(ClientCall<Q, A> call) {
            super(call);
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            super.start(listener, headers);
            Planning.asks(this);
        }
    }

    /** Whether a call failed because the analyzer was not there, and not for what it was asked. */
    static boolean isLost(Throwable failure) {
        Status.Code code = Status.fromThrowable(failure).getCode();
        return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
    }
}
