package io.meshwright.emulator.rpc;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.meshwright.emulator.EmbeddedBigQuery;
import io.meshwright.emulator.EmbeddedSettings;
import io.meshwright.emulator.guard.BearerTokens;
import io.meshwright.emulator.read.ReadSessions;
import io.meshwright.emulator.write.WriteStreams;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * BigQuery's Storage API on a port of its own, in plaintext as the HTTP port. It comes after everything else has started,
 * and the application does without it where its port is taken.
 */
@ApplicationScoped
public class StorageServer {

    private static final Logger LOG = Logger.getLogger(StorageServer.class);
    private static final int THREADS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
    private static final int LARGEST_REQUEST = 20_000_000;
    private static final int SECONDS_TO_FINISH = 2;
    private static final int SECONDS_OF_KEEPING_ALIVE = 5;

    private final EmbeddedBigQuery bigQuery;
    private final EmbeddedSettings settings;
    private final BearerTokens tokens;
    private Server server;
    private NioEventLoopGroup network;
    private ExecutorService workers;
    private ReadSessions sessions;
    private WriteStreams streams;
    private boolean stopped;

    @Inject
    StorageServer(EmbeddedBigQuery bigQuery, EmbeddedSettings settings, BearerTokens tokens) {
        this.bigQuery = bigQuery;
        this.settings = settings;
        this.tokens = tokens;
    }

    void started(@ObservesAsync HttpServerStart http) {
        if (settings.isAnswering() && settings.storagePort() >= 0) {
            String host = http.options().getHost();
            Thread thread = new Thread(() -> start(host), "storage-api-start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void start(String host) {
        // The first question needs it anyway, and what comes now delays nothing that is waited for.
        bigQuery.engine().translator().warm();
        try {
            open(host);
        } catch (IOException e) {
            LOG.warnf(
                    "There is no Storage API (%s: %s). Set MESHWRIGHT_WAREHOUSE_STORAGE_PORT to a free port.",
                    e.getMessage(), e.getCause() == null ? "" : e.getCause().getMessage());
        }
    }

    private synchronized void open(String host) throws IOException {
        if (stopped) {
            return;
        }
        network = new NioEventLoopGroup(1, threads("storage-api-network"));
        workers = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), threads("storage-api"));
        ((ThreadPoolExecutor) workers).allowCoreThreadTimeOut(true);
        Server opening = NettyServerBuilder.forAddress(new InetSocketAddress(host, settings.storagePort()))
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(network)
                .workerEventLoopGroup(network)
                .executor(workers)
                .maxInboundMessageSize(LARGEST_REQUEST)
                .permitKeepAliveTime(SECONDS_OF_KEEPING_ALIVE, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .intercept(new Callers(tokens))
                .addService(new ReadRpc(
                        this::sessions, Readers.within(Runtime.getRuntime().maxMemory())))
                .addService(new WriteRpc(this::streams))
                .build();
        try {
            opening.start();
            server = opening;
        } catch (IOException e) {
            release();
            throw e;
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private synchronized ReadSessions sessions() {
        if (sessions == null) {
            sessions = new ReadSessions(bigQuery.engine(), bigQuery.jobs(), settings.timeLimit());
        }
        return sessions;
    }

    private synchronized WriteStreams streams() {
        if (streams == null) {
            streams = new WriteStreams(bigQuery.engine(), bigQuery.uploads());
        }
        return streams;
    }

    /** Where it listens; empty while it does not. */
    public synchronized OptionalInt port() {
        return server == null ? OptionalInt.empty() : OptionalInt.of(server.getPort());
    }

    void stop(@Observes ShutdownEvent shutdown) {
        Server running;
        synchronized (this) {
            stopped = true;
            running = server;
            server = null;
        }
        if (running != null) {
            running.shutdownNow();
            awaitEnd(running);
            release();
        }
        synchronized (this) {
            if (sessions != null) {
                sessions.close();
            }
        }
    }

    private static void awaitEnd(Server running) {
        try {
            running.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        network.shutdownGracefully(0, SECONDS_TO_FINISH, TimeUnit.SECONDS)
                .awaitUninterruptibly(SECONDS_TO_FINISH, TimeUnit.SECONDS);
        workers.shutdown();
    }
}
