package io.meshwright.emulator.write;

import io.meshwright.emulator.error.ApiError;
import java.util.List;

/** Something that a write stream refuses, and whose caller may go on with the stream. */
public final class StreamRefusal extends ApiError {

    private static final long serialVersionUID = 1L;

    private final Cause cause;
    private final transient List<RowProblem> rows;

    /** Why, in the words of {@code StorageError.StorageErrorCode}. */
    public enum Cause {
        STREAM_ALREADY_COMMITTED,
        INVALID_STREAM_TYPE,
        INVALID_STREAM_STATE,
        STREAM_FINALIZED,
        STREAM_NOT_FOUND,
        SCHEMA_MISMATCH_EXTRA_FIELDS,
        OFFSET_ALREADY_EXISTS,
        OFFSET_OUT_OF_RANGE,
        /** Values that do not fit; BigQuery has no code for them. */
        STORAGE_ERROR_CODE_UNSPECIFIED
    }

    /** A row that does not fit, by its position among those sent. */
    public record RowProblem(long index, String message) {}

    StreamRefusal(Cause cause, String message) {
        this(cause, message, List.of());
    }

    private StreamRefusal(Cause cause, String message, List<RowProblem> rows) {
        super("invalid", message);
        this.cause = cause;
        this.rows = List.copyOf(rows);
    }

    static StreamRefusal of(List<RowProblem> problems) {
        return new StreamRefusal(
                Cause.STORAGE_ERROR_CODE_UNSPECIFIED,
                "Errors found while processing rows. Please refer to the row_errors field for details.",
                problems);
    }

    public Cause cause() {
        return cause;
    }

    public List<RowProblem> rows() {
        return rows;
    }
}
