package io.meshwright.audit;

import io.meshwright.audit.CheckResult.Sample;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.JobFailure;
import io.meshwright.warehouse.QueryResult;
import io.meshwright.warehouse.Warehouse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Fetches rows that break a rule, with what people may not see masked. */
final class Samples {

    private static final Logger LOG = Logger.getLogger(Samples.class);

    private static final int ROWS = 10;
    private static final int COLUMNS = 8;
    private static final int LENGTH = 200;

    private final Warehouse warehouse;
    private final TableName table;
    private final SchemaObject object;
    private final Masking masking;

    Samples(Warehouse warehouse, TableName table, SchemaObject object) {
        this.warehouse = warehouse;
        this.table = table;
        this.object = object;
        this.masking = new Masking(object);
    }

    Sample of(Probe.Counted probe, List<String> existing) {
        if (probe.countsAllRows()) {
            return Sample.NONE;
        }
        String columns = columns(probe.columns(), existing).stream()
                .map(Literal::identifier)
                .collect(Collectors.joining(", "));
        return fetch(
                "SELECT " + columns + " FROM " + table.quoted() + " WHERE " + probe.condition() + " LIMIT " + ROWS);
    }

    Sample of(Probe.Repeated probe) {
        String keys = IntStream.range(0, probe.keys().size())
                .mapToObj(i -> probe.keys().get(i).expression() + " AS "
                        + Literal.identifier(probe.keys().get(i).column().replace('.', '_')))
                .collect(Collectors.joining(", "));
        return fetch("SELECT " + keys + ", COUNT(*) AS row_count FROM " + table.quoted() + " WHERE " + probe.condition()
                + " GROUP BY " + ordinals(probe.keys().size())
                + " HAVING COUNT(*) > 1 ORDER BY row_count DESC LIMIT " + ROWS);
    }

    Sample of(Probe.Asked probe, BigDecimal measured) {
        return probe.judgement().exceededBy(measured)
                ? CountedRows.of(probe.query())
                        .map(query -> fetch(query + "\nLIMIT " + ROWS))
                        .orElse(Sample.NONE)
                : Sample.NONE;
    }

    static String ordinals(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The key first, then the columns in question, then others as far as they fit. */
    private List<String> columns(List<String> inQuestion, List<String> existing) {
        Set<String> columns = new LinkedHashSet<>();
        object.primaryKey().stream().map(SchemaProperty::name).forEach(columns::add);
        columns.addAll(inQuestion);
        object.properties().stream().map(SchemaProperty::name).limit(COLUMNS).forEach(column -> {
            if (columns.size() < COLUMNS) {
                columns.add(column);
            }
        });
        return columns.stream()
                .filter(column -> existing.stream().anyMatch(column::equalsIgnoreCase))
                .toList();
    }

    private Sample fetch(String sql) {
        Optional<QueryResult> result = query(sql);
        if (result.isEmpty()) {
            return Sample.NONE;
        }
        List<String> names =
                result.get().columns().stream().map(column -> column.name()).toList();
        List<List<String>> rows = new ArrayList<>();
        for (List<Object> row : result.get().rows()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                texts.add(shown(names.get(i), row.get(i)));
            }
            rows.add(texts);
        }
        return new Sample(names, rows);
    }

    private Optional<QueryResult> query(String sql) {
        try {
            return Optional.of(warehouse.query(sql, Map.of()));
        } catch (JobFailure e) {
            // The verdict stands without examples.
            LOG.infof("No sample rows of %s: %s", table, e.getMessage());
            return Optional.empty();
        }
    }

    private String shown(String column, Object value) {
        if (value == null) {
            return null;
        }
        if (!column.equals("row_count") && masking.hides(column)) {
            return Masking.MASK;
        }
        String text = value.toString();
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH - 3) + "...";
    }
}
