package io.meshwright.emulator.error;

/**
 * A request or a job that BigQuery would refuse, in BigQuery's terms.
 *
 * <p>{@code reason} is one of BigQuery's error reasons; it decides the HTTP status.
 */
public class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String location;

    public ApiError(String reason, String message) {
        this(reason, "", message, null);
    }

    /** @param location what is at fault, such as a parameter's name or {@code query}; may be empty */
    public ApiError(String reason, String location, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.location = location;
    }

    public static ApiError notFound(String what) {
        return new ApiError("notFound", "Not found: " + what);
    }

    public static ApiError duplicate(String what) {
        return new ApiError("duplicate", "Already Exists: " + what);
    }

    public static ApiError invalid(String message) {
        return new ApiError("invalid", message);
    }

    /** Something that must be sent was not. */
    public static ApiError missing(String parameter) {
        return new ApiError("required", parameter, "Required parameter is missing: " + parameter, null);
    }

    public static ApiError invalidQuery(String message) {
        return new ApiError("invalidQuery", "query", message, null);
    }

    public static ApiError accessDenied(String message) {
        return new ApiError("accessDenied", "Access Denied: " + message);
    }

    public String reason() {
        return reason;
    }

    public String location() {
        return location;
    }

    /** The HTTP status BigQuery answers with for this reason. */
    public int status() {
        return switch (reason) {
            case "required" -> location.equals("Authorization") ? 401 : 400;
            case "accessDenied", "responseTooLarge", "quotaExceeded", "rateLimitExceeded" -> 403;
            case "notFound" -> 404;
            case "duplicate" -> 409;
            case "conditionNotMet" -> 412;
            case "stopped" -> 499;
            case "notImplemented" -> 501;
            case "backendError" -> 503;
            case "internalError" -> 500;
            default -> 400;
        };
    }

    /** The canonical status name of Google's APIs. */
    public String statusName() {
        return switch (status()) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ALREADY_EXISTS";
            case 412 -> "FAILED_PRECONDITION";
            case 499 -> "CANCELLED";
            case 500 -> "INTERNAL";
            case 501 -> "UNIMPLEMENTED";
            case 503 -> "UNAVAILABLE";
            default -> "INVALID_ARGUMENT";
        };
    }
}
