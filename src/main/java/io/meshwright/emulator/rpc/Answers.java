package io.meshwright.emulator.rpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Answers to calls, or why there is none. */
final class Answers {

    private Answers() {}

    static <A> void one(String method, StreamObserver<A> caller, Supplier<A> answer) {
        guarded(method, caller, () -> {
            caller.onNext(answer.get());
            caller.onCompleted();
        });
    }

    static void guarded(String method, StreamObserver<?> caller, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            caller.onError(Statuses.of(method, e));
        }
    }
}
