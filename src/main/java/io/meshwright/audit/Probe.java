package io.meshwright.audit;

import java.time.Duration;
import java.util.List;

/** A check with what it takes to measure it, as plain data. */
sealed interface Probe {

    Check check();

    /**
     * Counts rows; all probes of this kind of one table share a query.
     *
     * @param condition which rows to count; {@code TRUE} for all
     * @param columns the columns to show of rows that break the rule
     */
    record Counted(Check check, String condition, Judgement judgement, List<String> columns) implements Probe {
        public Counted {
            columns = List.copyOf(columns);
        }

        boolean countsAllRows() {
            return condition.equals("TRUE");
        }
    }

    /**
     * Counts the rows that repeat the key of another row.
     *
     * @param condition which rows take part
     */
    record Repeated(Check check, List<Key> keys, String condition, Judgement judgement) implements Probe {
        public Repeated {
            keys = List.copyOf(keys);
        }

        record Key(String column, String expression) {}
    }

    /** A query of the contract's author that returns one number. */
    record Asked(Check check, String query, Judgement judgement) implements Probe {}

    /** The newest value of a column of dates or times, against the clock. */
    record Newest(Check check, String column, String expression, Duration limit) implements Probe {}

    /** A rule that cannot be measured on this table, and why. */
    record Unworkable(Check check, String message) implements Probe {}
}
