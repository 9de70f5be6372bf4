package io.meshwright.emulator.job;

/** Where the results of queries without a destination are found. */
public final class QueryResults {

    /** The dataset they seem to live in; the table is the job's id. */
    public static final String ANONYMOUS_DATASET = "_anonymous";

    private QueryResults() {}
}
