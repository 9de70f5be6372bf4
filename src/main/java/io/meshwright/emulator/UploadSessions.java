package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Uploads that come in chunks and are not complete yet. */
@ApplicationScoped
public class UploadSessions {

    /** How long an upload may wait for its next chunk, as with BigQuery. */
    private static final Duration LIFE = Duration.ofDays(7);

    private static final int KEPT = 1_000;

    /** Uploads that one caller may have begun, and those of them that may be sent at a time. */
    private static final int MOST = 1_000;

    private static final int MOST_AT_ONCE = 16;

    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    private final Set<String> receiving = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> atOnce = new ConcurrentHashMap<>();

    private final Map<String, Job> finished = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Job> eldest) {
            return size() > KEPT;
        }
    };

    record Upload(String project, ObjectNode job, Caller caller, Path file) {}

    /** Takes a new upload, and forgets those whose senders never came back. */
    String open(Upload upload) {
        Instant oldest = Instant.now().minus(LIFE);
        uploads.values().removeIf(waiting -> isOlder(waiting.file(), oldest));
        String caller = upload.caller().name();
        if (uploads.values().stream()
                        .filter(waiting -> waiting.caller().name().equals(caller))
                        .count()
                >= MOST) {
            throw new ApiError("quotaExceeded", "You have begun " + MOST + " uploads; finish some.");
        }
        String id = UUID.randomUUID().toString();
        uploads.put(id, upload);
        return id;
    }

    private static boolean isOlder(Path file, Instant oldest) {
        try {
            boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(oldest);
            return old && Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            // Its job took it this moment.
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the upload " + file, e);
        }
    }

    /** The right to send something, until the answer is run: each sender holds a thread. */
    Runnable turn(Caller caller) {
        if (atOnce.merge(caller.name(), 1, Integer::sum) > MOST_AT_ONCE) {
            release(caller);
            throw new ApiError(
                    "backendError", "You are sending " + MOST_AT_ONCE + " uploads at a time; try again after them.");
        }
        return () -> release(caller);
    }

    private void release(Caller caller) {
        atOnce.computeIfPresent(caller.name(), (name, count) -> count == 1 ? null : count - 1);
    }

    /** The same for a chunk of an upload, whose chunks come one after the other. */
    Runnable turn(Caller caller, String id) {
        if (!receiving.add(id)) {
            throw new ApiError("backendError", "Another chunk of this upload is being received; try again after it.");
        }
        try {
            Runnable turn = turn(caller);
            return () -> {
                receiving.remove(id);
                turn.run();
            };
        } catch (ApiError e) {
            receiving.remove(id);
            throw e;
        }
    }

    Upload require(String id, Caller caller) {
        Upload upload = id == null ? null : uploads.get(id);
        if (upload == null || !upload.caller().name().equals(caller.name())) {
            throw ApiError.notFound("Upload " + id);
        }
        return upload;
    }

    /** Ends an upload that is complete; who asks again after it is told of its job. */
    void finish(String id, Job job) {
        uploads.remove(id);
        synchronized (finished) {
            finished.put(id, job);
        }
    }

    /** Ends an upload that was refused. */
    void close(String id) {
        uploads.remove(id);
    }

    /** The job of an upload that is complete. */
    Optional<Job> finished(String id, Caller caller) {
        synchronized (finished) {
            return Optional.ofNullable(finished.get(id))
                    .filter(job -> job.caller().name().equals(caller.name()));
        }
    }
}
