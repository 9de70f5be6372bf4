package io.meshwright.warehouse;

import io.meshwright.sql.Column;
import java.util.List;

/**
 * Rows of a finished query.
 *
 * @param rows values in column order: Long, Double, BigDecimal, Boolean, String, LocalDate, LocalTime, LocalDateTime,
 *     Instant (TIMESTAMP), byte[], List (ARRAY), List of field values (STRUCT), or null
 */
public record QueryResult(List<Column> columns, List<List<Object>> rows, String jobId, long bytesProcessed) {}
