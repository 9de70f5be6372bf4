package io.meshwright.web;

import io.meshwright.audit.Masking;
import io.meshwright.product.OutputPort;
import io.meshwright.sql.Column;
import io.meshwright.warehouse.QueryResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some published rows as text.
 *
 * @param rows values as text; restricted ones hidden
 */
public record SampleRows(String port, List<Heading> columns, List<List<Cell>> rows) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int LONGEST = 120;

    /** A column's name and whether numbers stand in it. */
    public record Heading(String name, boolean number) {}

    /** @param kind empty, mask, none (no value) or number */
    public record Cell(String kind, String text) {}

    static SampleRows of(OutputPort port, QueryResult result, boolean seesAll) {
        Masking masking = new Masking(port.schema());
        List<List<Cell>> rows = new ArrayList<>();
        for (List<Object> row : result.rows()) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                boolean hidden =
                        !seesAll && masking.hides(result.columns().get(i).name());
                cells.add(hidden ? new Cell("mask", Masking.MASK) : cell(row.get(i)));
            }
            rows.add(cells);
        }
        return new SampleRows(
                port.name(), result.columns().stream().map(SampleRows::heading).toList(), rows);
    }

    private static Heading heading(Column column) {
        boolean number = List.of("INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC").contains(column.type());
        return new Heading(column.name(), number);
    }

    private static Cell cell(Object value) {
        if (value == null) {
            return new Cell("none", "none");
        }
        return new Cell(value instanceof Number ? "number" : "", shortened(text(value)));
    }

    private static String text(Object value) {
        if (value instanceof Instant instant) {
            return MINUTE.format(instant);
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> item == null ? "none" : text(item)).collect(Collectors.joining(", "));
        }
        return value.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
