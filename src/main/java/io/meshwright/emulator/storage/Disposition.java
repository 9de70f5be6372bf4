package io.meshwright.emulator.storage;

/** What a job may do to its destination (REST: {@code writeDisposition}, {@code createDisposition}). */
public record Disposition(Write write, boolean mayCreate) {

    /** How new rows meet old ones. */
    public enum Write {
        WRITE_EMPTY,
        WRITE_TRUNCATE,
        WRITE_APPEND,
        /** CREATE TABLE: the name must be free. */
        CREATE_NEW,
        /** CREATE OR REPLACE TABLE: nothing of an old table stays, its description neither. */
        REPLACE
    }
}
