package io.meshwright.emulator.read;

import io.meshwright.sql.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a session is to read.
 *
 * @param project where the session is made
 * @param fields the paths of the fields to read; all when empty
 * @param restriction a condition on the rows; empty for all
 * @param sample how many percent of the rows
 * @param asOf the time to read the table at
 * @param mostStreams 0 for as many as are good
 * @param leastStreams how many the caller would like at least
 */
public record ReadRequest(
        String project,
        TableName table,
        RowFormat format,
        List<String> fields,
        String restriction,
        OptionalDouble sample,
        Optional<Instant> asOf,
        int mostStreams,
        int leastStreams) {

    public ReadRequest {
        fields = List.copyOf(fields);
    }
}
