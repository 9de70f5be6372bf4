package io.meshwright.sql;

import com.google.zetasql.IntervalValue;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of a table function over a time series, whose output columns follow from its arguments.
 *
 * @param name what the call is named for the analyzer, unlike every other call of its statement
 * @param inputs the columns of the table it is given
 * @param column the time of each row, or its range
 * @param partitions the columns that tell one series from another
 */
public record SeriesCall(String name, List<Column> inputs, int column, List<Integer> partitions, Work work) {

    /** How a missing value is filled in. */
    public enum Filling {
        NULL,
        LINEAR,
        LOCF
    }

    /** What is done with each series. */
    public sealed interface Work {}

    /**
     * GAP_FILL.
     *
     * @param width of a bucket: months, days or microseconds alone
     */
    public record GapFill(IntervalValue width, List<Filled> filled, boolean ignoresNulls) implements Work {
        public GapFill {
            filled = List.copyOf(filled);
        }
    }

    /** A column of values and how its gaps are filled. */
    public record Filled(int column, Filling filling) {}

    /** RANGE_SESSIONIZE; ranges that only meet are one session where {@code joinsMeeting}. */
    public record Sessionize(boolean joinsMeeting) implements Work {}

    public SeriesCall {
        inputs = List.copyOf(inputs);
        partitions = List.copyOf(partitions);
    }

    /** The columns the call gives. */
    public List<Column> outputs() {
        List<Column> outputs = new ArrayList<>();
        if (work instanceof GapFill fill) {
            outputs.add(inputs.get(column));
            partitions.forEach(partition -> outputs.add(inputs.get(partition)));
            fill.filled().forEach(value -> outputs.add(inputs.get(value.column())));
        } else {
            outputs.addAll(inputs);
            outputs.add(new Column("session_range", inputs.get(column).type()));
        }
        return outputs;
    }

    /** The input column that an output column shows, filled or not; the last of a sessionized table shows its range. */
    public int source(int output) {
        if (work instanceof GapFill fill) {
            int value = output - 1 - partitions.size();
            return output == 0
                    ? column
                    : value < 0
                            ? partitions.get(output - 1)
                            : fill.filled().get(value).column();
        }
        return output == inputs.size() ? column : output;
    }

    /** Whether an output column is what it shows and nothing else. */
    public boolean isCopied(int output) {
        return work instanceof GapFill ? output > 0 && output <= partitions.size() : output < inputs.size();
    }
}
