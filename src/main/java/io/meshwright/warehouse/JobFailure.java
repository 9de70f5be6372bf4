package io.meshwright.warehouse;

/**
 * A BigQuery job that failed, in BigQuery's terms.
 *
 * <p>{@code reason} is one of BigQuery's error reasons: invalidQuery, notFound, accessDenied, duplicate, ...
 */
public class JobFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

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

    /** Empty when the job never got a name. */
    public String jobId() {
        return jobId;
    }
}
