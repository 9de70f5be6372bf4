package io.meshwright.emulator.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.meshwright.emulator.guard.BearerTokens;
import io.meshwright.emulator.guard.Caller;
import java.util.Optional;

/** Lets nobody in who does not bring a token. */
final class Callers implements ServerInterceptor {

    private static final Context.Key<Caller> CALLER = Context.key("caller");
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    private final BearerTokens tokens;

    Callers(BearerTokens tokens) {
        this.tokens = tokens;
    }

    /** Who sent the request that is worked on. */
    static Caller current() {
        return CALLER.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<Caller> caller = Optional.ofNullable(headers.get(AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header ->
                        tokens.caller(header.substring(BEARER.length()).trim()));
        if (caller.isEmpty()) {
            call.close(
                    Status.UNAUTHENTICATED.withDescription(
                            "Request is missing required authentication credential. Send a Meshwright API token as"
                                    + " authorization: Bearer."),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(CALLER, caller.get()), call, headers, next);
    }
}
