package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A query sent twice with the same {@code requestId}, because a connection broke, runs once. */
@ApplicationScoped
public class RepeatedRequests {

    private static final int KEPT = 2_000;

    private record Key(String project, String caller, String requestId, String query) {}

    private final Map<Key, Job> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Job> eldest) {
            return size() > KEPT;
        }
    };

    Job once(String project, Caller caller, ObjectNode sent, Supplier<Job> submission) {
        String requestId = sent.path("requestId").asText();
        if (requestId.isEmpty() || sent.path("dryRun").asBoolean()) {
            return submission.get();
        }
        Key key = new Key(project, caller.name(), requestId, sent.path("query").asText());
        synchronized (recent) {
            Job earlier = recent.get(key);
            if (earlier == null) {
                earlier = submission.get();
                recent.put(key, earlier);
            }
            return earlier;
        }
    }
}
