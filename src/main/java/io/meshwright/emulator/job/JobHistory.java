package io.meshwright.emulator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.storage.JobRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Jobs by id: all that run, and many that ended, with as many of their results as memory and disk allow. */
public final class JobHistory implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 20_000;
    private static final long HELD_BYTES = 64L << 20;

    private record Key(String project, String id) {}

    private final Map<Key, Job> jobs = new LinkedHashMap<>();
    private final KeptResults results;

    /** @param most how many bytes of results are kept on disk */
    public JobHistory(List<JobRecord> remembered, long most) {
        this.results = new KeptResults(HELD_BYTES, most);
        remembered.stream()
                .sorted(Comparator.comparing(JobRecord::ended))
                .forEach(record -> jobs.put(new Key(record.project(), record.id()), restored(record)));
    }

    private static Job restored(JobRecord record) {
        try {
            ObjectNode document = (ObjectNode) JSON.readTree(record.document());
            ObjectNode configuration = (ObjectNode) document.get("configuration");
            configuration.remove("jobType");
            Caller caller = new Caller(document.path("user_email").asText(), Set.of());
            String location = document.path("jobReference").path("location").asText(JobRequest.LOCATION);
            JobRequest request =
                    new JobRequest(record.project(), record.id(), location, caller, configuration, Optional.empty());
            return Job.restored(request, (ObjectNode) document.get("statistics"), record.ended());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The record of job " + record.id() + " is damaged", e);
        }
    }

    synchronized void add(Job job) {
        Key key = new Key(job.project(), job.id());
        if (jobs.containsKey(key)) {
            throw ApiError.duplicate(
                    "Job " + job.project() + ":" + job.request().location() + "." + job.id());
        }
        jobs.put(key, job);
        forgetOldest();
    }

    private void forgetOldest() {
        var oldest = jobs.values().iterator();
        while (jobs.size() > KEPT && oldest.hasNext()) {
            Job job = oldest.next();
            if (job.isDone()) {
                oldest.remove();
                results.forget(job);
            }
        }
    }

    /** Keeps the result of a job that ended; one that was deleted in the same moment leaves none. */
    @SuppressWarnings("ReferenceEquality")
    synchronized void ended(Job job) {
        results.keep(job);
        if (jobs.get(new Key(job.project(), job.id())) != job) {
            results.forget(job);
        }
    }

    public synchronized Optional<Job> find(String project, String id) {
        return Optional.ofNullable(jobs.get(new Key(project, id)));
    }

    /** All jobs of a project, the newest first. */
    public synchronized List<Job> list(String project) {
        List<Job> found = new ArrayList<>();
        jobs.values().stream().filter(job -> job.project().equals(project)).forEach(found::add);
        found.sort(Comparator.comparing(Job::created).reversed());
        return found;
    }

    synchronized List<Job> running() {
        return jobs.values().stream().filter(job -> !job.isDone()).toList();
    }

    public synchronized void delete(Job job) {
        jobs.remove(new Key(job.project(), job.id()));
        results.forget(job);
    }

    @Override
    public synchronized void close() {
        results.forgetAll();
    }
}
