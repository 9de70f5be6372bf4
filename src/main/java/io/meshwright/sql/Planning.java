package io.meshwright.sql;

import com.google.zetasql.io.grpc.ClientCall;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a thread analyses and translates, which another may call off. The analyzer's native code cannot be interrupted:
 * nobody waits for it any more.
 */
public final class Planning {

    private static final ThreadLocal<Planning> CURRENT = new ThreadLocal<>();

    private volatile boolean off;
    private volatile ClientCall<?, ?> question;

    /** Says that nobody wants the result any more. */
    public static final class CalledOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CalledOff() {
            super("It was called off");
        }
    }

    /** Does work that ends with {@link CalledOff} when it is called off. */
    public <T> T run(Supplier<T> work) {
        Planning outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** From any thread, before the work, in it or after it. */
    public void callOff() {
        off = true;
        ClientCall<?, ?> asked = question;
        if (asked != null) {
            asked.cancel("It was called off", null);
        }
    }

    private static Optional<Planning> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** To be called now and then by what takes long. */
    public static void check() {
        Planning planning = CURRENT.get();
        if (planning != null && planning.off) {
            throw new CalledOff();
        }
    }

    /** Tells of a question to the analyzer before it is asked. */
    static void asks(ClientCall<?, ?> call) {
        current().ifPresent(planning -> planning.question = call);
        check();
    }

    /** An answer that is not read on when nobody wants it. */
    static InputStream wanted(InputStream answer) {
        return new FilterInputStream(answer) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                check();
                return super.read(bytes, from, length);
            }
        };
    }
}
