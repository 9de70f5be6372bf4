package io.meshwright.warehouse;

import java.util.Set;

/**
 * A BigQuery job that failed, in BigQuery's terms.
 *
 * <p>{@code reason} is one of BigQuery's error reasons: invalidQuery, notFound, accessDenied, duplicate, ...
 */
public class JobFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Set<String> TRANSIENT = Set.of(
            "backendError",
            "internalError",
            "jobBackendError",
            "jobInternalError",
            "jobRateLimitExceeded",
            "rateLimitExceeded",
            "tableUnavailable",
            "timeout");

    private final String reason;
    private final String jobId;

    public JobFailure(String reason, String message, String jobId, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.jobId = jobId;
    }

    public String reason() {
        return reason;
    }

    /** Whether the same job may well succeed when it is tried again. */
    public boolean isTransient() {
        return TRANSIENT.contains(reason);
    }

    /** Empty when the job never got a name. */
    public String jobId() {
        return jobId;
    }
}
