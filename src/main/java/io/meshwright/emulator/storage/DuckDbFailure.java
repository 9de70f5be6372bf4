package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.javascript.JavaScriptFailure;
import io.meshwright.emulator.translation.TranslationRuntime;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Turns DuckDB's complaints into BigQuery's. */
final class DuckDbFailure {

    private static final Logger LOG = Logger.getLogger(DuckDbFailure.class);
    private static final Pattern KIND = Pattern.compile("^(?:SQL )?([A-Za-z ]+?) Error: (.*)", Pattern.DOTALL);

    private static final String INVALIDATED = "database has been invalidated";
    private static final List<String> DISK_FULL = List.of("No space left on device", "Disk quota exceeded");
    private static final Pattern NOT_NULL = Pattern.compile("NOT NULL constraint failed: t\\d+\\.\"?([^\"]+)\"?");

    private static final String TOO_COMPLEX =
            "Resources exceeded during query execution: Not enough resources for query"
                    + " planning - too many subqueries or query is too complex.";

    private static final int MOST_LOGGED = 4_000;

    private DuckDbFailure() {}

    static ApiError translate(SQLException e, String sql) {
        String text = String.valueOf(e.getMessage());
        Matcher matcher = KIND.matcher(text);
        String kind = matcher.matches() ? matcher.group(1) : "";
        String message = TranslationRuntime.messageOf(e);
        if (text.contains("Could not write file") || isFatal(e)) {
            return unusable(e, message);
        }
        if (text.contains("Max expression depth limit") || text.contains("Maximum tree depth")) {
            return new ApiError("resourcesExceeded", "query", TOO_COMPLEX, e);
        }
        if (message.startsWith("MERGE INTO command cannot affect the same target row")) {
            return ApiError.invalidQuery("UPDATE/MERGE must match at most one source row for each target row");
        }
        if (JavaScriptFailure.isExhausted(message)) {
            return new ApiError("resourcesExceeded", "query", message, e);
        }
        return switch (kind) {
            case "Out of Memory" ->
                new ApiError(
                        "resourcesExceeded",
                        "query",
                        "Resources exceeded during query execution: the query could not be executed in the allotted memory. "
                                + message,
                        e);
            case "Conversion", "Invalid Input", "Out of Range", "Mismatch Type" ->
                new ApiError("invalidQuery", "query", message, e);
            case "Constraint" -> new ApiError("invalid", "query", constraint(message), e);
            case "TransactionContext", "Transaction" ->
                new ApiError(
                        "invalidQuery", "query", "Could not serialize access to a table due to concurrent update", e);
            case "INTERRUPT" -> new ApiError("stopped", "", "Job execution was cancelled", e);
            default ->
                message.startsWith("Invalid time zone: ")
                        ? ApiError.invalidQuery(message)
                        : unexpected(e, sql, message);
        };
    }

    /** Whether the database does not answer any more before its file was opened again. */
    static boolean isFatal(SQLException e) {
        return text(e).contains("FATAL Error");
    }

    /** Whether the changes are durable, and only what DuckDB does after that has failed. */
    static boolean isCommitted(SQLException e) {
        return text(e).contains("Transaction COMMIT succeeded and is durable") && !text(e).contains(INVALIDATED);
    }

    /** Its files, or the disk they are on; the job itself may well succeed later. */
    private static ApiError unusable(SQLException e, String message) {
        boolean full = DISK_FULL.stream().anyMatch(message::contains);
        String reason = (full ? "The disk of the embedded BigQuery is full" : "The embedded BigQuery lost its database")
                + " (" + firstCause(message) + "). " + (full ? "Free some of it and try again." : "Try again.");
        return new ApiError("backendError", "", reason, e);
    }

    private static String text(SQLException e) {
        return String.valueOf(e.getMessage());
    }

    /** DuckDB tells last what happened first. */
    private static String firstCause(String message) {
        String last = message.lines().reduce((first, second) -> second).orElse("");
        return last.replaceFirst("^Original error: \"", "")
                .replaceFirst("^.*(?=Could not write file)|^.*because of error: |^[A-Za-z ]+ Error: ", "")
                .replaceFirst("(?<=device|exceeded)\"$", "");
    }

    /** The physical table's name says nothing to anybody. */
    private static String constraint(String message) {
        Matcher notNull = NOT_NULL.matcher(message);
        return notNull.find() ? "Required field " + notNull.group(1) + " cannot be null" : message;
    }

    /** Neither the user's data nor limits: the statement itself, which we wrote. */
    private static ApiError unexpected(SQLException e, String sql, String message) {
        LOG.warnf("DuckDB refused a statement: %s%n%s", e.getMessage(), beginning(sql));
        return new ApiError("invalidQuery", "query", "The embedded engine cannot run this: " + message, e);
    }

    private static String beginning(String sql) {
        return sql.length() > MOST_LOGGED
                ? sql.substring(0, MOST_LOGGED) + " … (" + sql.length() + " characters)"
                : sql;
    }
}
