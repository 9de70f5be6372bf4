package io.meshwright.access;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes in the body of a request before a thread works on it, so that who sends slowly holds up nobody. Uploads, which
 * go to disk as they come, are left alone.
 */
final class RequestBodies {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** How much of the memory bodies may take that are being sent or worked on: of strangers, and of everybody else. */
    private final Share strangers = new Share(Runtime.getRuntime().maxMemory() / 16);

    private final Share others = new Share(Runtime.getRuntime().maxMemory() / 3);

    /** Bytes of bodies, and how many there may be. */
    private record Share(AtomicLong taken, long most) {
        Share(long most) {
            this(new AtomicLong(), most);
        }
    }

    void receive(RoutingContext context) {
        if (RequestGuards.isUpload(context.normalizedPath()) || !hasBody(context.request())) {
            context.next();
            return;
        }
        boolean open = Gate.of(context.request().method().name(), context.normalizedPath()) == Gate.OPEN;
        new Receiving(context, open ? strangers : others).begin();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean told = length == null
                ? request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                : !length.trim().equals("0");
        return told && !request.isEnded();
    }

    /** One body. */
    private static final class Receiving {
        private final RoutingContext context;
        private final Share share;
        private final long limit;
        private final Buffer body = Buffer.buffer();
        private boolean refused;

        Receiving(RoutingContext context, Share share) {
            this.context = context;
            this.share = share;
            this.limit = RequestGuards.limit(context);
        }

        void begin() {
            HttpServerRequest request = context.request();
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                context.response().writeContinue();
            }
            long alarm = context.vertx()
                    .setTimer(LONGEST.toMillis(), late -> request.connection().close());
            context.addEndHandler(end -> {
                context.vertx().cancelTimer(alarm);
                share.taken.addAndGet(-body.length());
            });
            request.handler(this::take);
            request.endHandler(end -> {
                context.vertx().cancelTimer(alarm);
                if (!refused) {
                    ((RoutingContextInternal) context).setBody(body);
                    context.next();
                }
            });
            request.resume();
        }

        private void take(Buffer part) {
            if (refused) {
                return;
            }
            if (body.length() + part.length() > limit) {
                refuse(413, RequestGuards.tooLarge(limit));
            } else if (share.taken.get() + part.length() > share.most) {
                refuse(503, "Too much is being sent to Meshwright at this moment. Try again.");
            } else {
                share.taken.addAndGet(part.length());
                body.appendBuffer(part);
            }
        }

        private void refuse(int status, String message) {
            refused = true;
            Refusal.of(context.normalizedPath(), status, message).send(context.response());
        }
    }
}
