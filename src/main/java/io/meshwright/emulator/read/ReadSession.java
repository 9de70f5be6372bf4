package io.meshwright.emulator.read;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.job.JobRequest;
import io.meshwright.emulator.storage.TableSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The rows of a table as they were when the session began, for one caller, in streams that can be read side by side. */
public final class ReadSession {

    /** As BigQuery. */
    private static final Duration LIFETIME = Duration.ofHours(6);

    /** A stream of less is not worth having. */
    private static final long STREAM_ROWS = 100_000;

    private static final int GOOD_STREAMS = 4;
    private static final int MOST_STREAMS = 1_000;

    private final String id;
    private final ReadRequest request;
    private final String caller;
    private final SessionRows rows;
    private final ReadWatch watch;
    private final Instant expires;
    private final TableSchema schema;
    private final List<ReadStream> first = new ArrayList<>();
    private final Map<String, ReadStream> streams = new ConcurrentHashMap<>();
    private final Set<String> unread = ConcurrentHashMap.newKeySet();
    private volatile Instant used;

    ReadSession(String id, ReadRequest request, String caller, SessionRows rows, ReadWatch watch, Instant now) {
        this.id = id;
        this.request = request;
        this.caller = caller;
        this.rows = rows;
        this.watch = watch;
        this.expires = now.plus(LIFETIME);
        this.used = now;
        this.schema = rows.schema();
        int count = streams(request, rows.end());
        for (int i = 0; i < count; i++) {
            first.add(add(rows.end() * i / count, rows.end() * (i + 1) / count));
        }
        first.forEach(stream -> unread.add(stream.id()));
    }

    private static int streams(ReadRequest request, long rows) {
        int most = request.mostStreams() == 0 ? Math.max(GOOD_STREAMS, request.leastStreams()) : request.mostStreams();
        long worthwhile = Math.max((rows + STREAM_ROWS - 1) / STREAM_ROWS, Math.min(request.leastStreams(), rows));
        return (int) Math.max(1, Math.min(Math.min(most, MOST_STREAMS), worthwhile));
    }

    private ReadStream add(long from, long to) {
        ReadStream stream = new ReadStream(this, "s" + streams.size(), from, to);
        streams.put(stream.id(), stream);
        return stream;
    }

    public String name() {
        return "projects/" + request.project() + "/locations/" + JobRequest.LOCATION.toLowerCase(java.util.Locale.ROOT)
                + "/sessions/" + id;
    }

    public ReadRequest request() {
        return request;
    }

    RowFormat format() {
        return request.format();
    }

    public TableSchema schema() {
        return schema;
    }

    /** The schema in the words of the format. */
    public byte[] encodedSchema() {
        return format().schema(schema);
    }

    public long estimatedRows() {
        return rows.estimatedRows();
    }

    public long estimatedBytes() {
        return rows.estimatedBytes();
    }

    public Instant expires() {
        return expires;
    }

    /** The streams it was made with. */
    public List<ReadStream> streams() {
        return List.copyOf(first);
    }

    Optional<ReadStream> stream(String stream) {
        return Optional.ofNullable(streams.get(stream));
    }

    boolean belongsTo(String name) {
        return caller.equals(name);
    }

    /** Two streams that give together what one gives; empty where it cannot be divided. */
    public synchronized List<ReadStream> split(ReadStream stream, double fraction) {
        long middle = stream.division(fraction);
        if (middle <= stream.from() || middle >= stream.to() || streams.size() + 2 > 2 * MOST_STREAMS) {
            return List.of();
        }
        return List.of(add(stream.from(), middle), add(middle, stream.to()));
    }

    long skip(long from, long to, long offset) {
        return watched(() -> rows.skip(from, to, offset));
    }

    long read(long from, long to, RowBatch batch) {
        return watched(() -> rows.read(from, to, batch));
    }

    private long watched(LongSupplier reading) {
        used = Instant.now();
        if (used.isAfter(expires)) {
            throw ApiError.notFound("Session " + name() + " has expired.");
        }
        return watch.during(rows, reading);
    }

    /** When all has been read the session rests: most readers do not come back. */
    void ended(String stream) {
        unread.remove(stream);
        if (unread.isEmpty()) {
            rest();
        }
    }

    Instant used() {
        return used;
    }

    void rest() {
        rows.rest();
    }

    void close() {
        rows.close();
    }
}
