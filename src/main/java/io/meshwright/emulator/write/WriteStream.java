package io.meshwright.emulator.write;

import io.meshwright.emulator.write.StreamRefusal.Cause;
import io.meshwright.sql.TableName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Rows for one table, counted from 0 in the order they come. */
public final class WriteStream {

    /** When rows are seen in the table. */
    public enum Type {
        /** As soon as they are acknowledged. */
        COMMITTED,
        /** When they are flushed. */
        BUFFERED,
        /** When the stream is committed. */
        PENDING
    }

    /** The stream that every table has, and that counts nothing. */
    static final String DEFAULT = "_default";

    private final String name;
    private final TableName table;
    private final Type type;
    private final Instant created;
    private final Optional<RowSpool> spool;
    private Set<String> defaulted;
    private long rows;
    private long flushed;
    private boolean complete;
    private Instant committed;
    private volatile Instant used;

    WriteStream(String name, TableName table, Type type, Instant created, Optional<RowSpool> spool) {
        this.name = name;
        this.table = table;
        this.type = type;
        this.created = created;
        this.spool = spool;
        this.used = created;
    }

    public String name() {
        return name;
    }

    public TableName table() {
        return table;
    }

    public Type type() {
        return type;
    }

    public Instant created() {
        return created;
    }

    /** When its rows were committed; those of a COMMITTED stream are from the beginning. */
    public synchronized Optional<Instant> committed() {
        return type == Type.COMMITTED ? Optional.of(created) : Optional.ofNullable(committed);
    }

    boolean isDefault() {
        return name.endsWith("/" + DEFAULT);
    }

    Optional<RowSpool> spool() {
        return spool;
    }

    long rows() {
        return rows;
    }

    long flushed() {
        return flushed;
    }

    Instant used() {
        return used;
    }

    /** Refuses rows that are not the next. */
    void requireNext(OptionalLong offset) {
        if (isDefault() && offset.isPresent()) {
            throw new StreamRefusal(
                    Cause.STORAGE_ERROR_CODE_UNSPECIFIED, "Offset cannot be specified for the default stream");
        }
        if (complete) {
            throw new StreamRefusal(
                    Cause.STREAM_FINALIZED, "Stream has been finalized and cannot be appended: " + name);
        }
        if (offset.isPresent() && offset.getAsLong() < rows) {
            throw new StreamRefusal(
                    Cause.OFFSET_ALREADY_EXISTS,
                    "The offset is within stream, expected offset " + rows + ", received " + offset.getAsLong());
        }
        if (offset.isPresent() && offset.getAsLong() > rows) {
            throw new StreamRefusal(
                    Cause.OFFSET_OUT_OF_RANGE,
                    "The offset is beyond stream, expected offset " + rows + ", received " + offset.getAsLong());
        }
    }

    /** The rows that wait are written together, and so is what they do not say. */
    void requireSame(Set<String> columns) {
        if (defaulted != null && !defaulted.equals(columns)) {
            throw new StreamRefusal(
                    Cause.STORAGE_ERROR_CODE_UNSPECIFIED,
                    "The embedded BigQuery takes one interpretation of missing values for all rows of a " + type
                            + " stream");
        }
        defaulted = columns;
    }

    Set<String> defaulted() {
        return defaulted == null ? Set.of() : defaulted;
    }

    /** Counts rows that were taken in; returns the offset of the first. */
    long advance(long count) {
        long first = rows;
        used = Instant.now();
        rows += isDefault() ? 0 : count;
        return first;
    }

    void requireFlushable(long offset) {
        if (type != Type.BUFFERED) {
            throw new StreamRefusal(
                    Cause.INVALID_STREAM_TYPE, "Only BUFFERED streams are flushed, " + name + " is " + type);
        }
        if (offset < 0 || offset >= rows) {
            throw new StreamRefusal(
                    Cause.OFFSET_OUT_OF_RANGE, "The stream has " + rows + " rows; there is none at offset " + offset);
        }
    }

    void flushedTo(long end) {
        used = Instant.now();
        flushed = end;
    }

    /** No more rows; returns how many there are. */
    synchronized long complete() {
        if (isDefault()) {
            throw new StreamRefusal(Cause.INVALID_STREAM_TYPE, "The default stream cannot be finalized");
        }
        complete = true;
        return rows;
    }

    /** Why the stream cannot be committed now; empty when it can. */
    synchronized Optional<StreamRefusal> obstacle() {
        if (type != Type.PENDING) {
            return Optional.of(new StreamRefusal(Cause.INVALID_STREAM_TYPE, name + " is no PENDING stream"));
        }
        if (committed != null) {
            return Optional.of(new StreamRefusal(Cause.STREAM_ALREADY_COMMITTED, name + " has been committed"));
        }
        return complete
                ? Optional.empty()
                : Optional.of(new StreamRefusal(Cause.INVALID_STREAM_STATE, name + " has not been finalized"));
    }

    synchronized void committedAt(Instant time) {
        committed = time;
        used = time;
    }
}
