package io.meshwright.audit;

import io.meshwright.audit.CheckResult.Errored;
import io.meshwright.audit.CheckResult.Failed;
import io.meshwright.audit.CheckResult.Passed;
import io.meshwright.audit.CheckResult.Sample;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.JobFailure;
import io.meshwright.warehouse.QueryResult;
import io.meshwright.warehouse.Warehouse;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One audit at work: measures probes on a table in as few queries as it takes. */
final class Measuring {

    /** Wide enough for every contract people write, narrow enough for one query. */
    private static final int PER_QUERY = 100;

    private final Warehouse warehouse;
    private final TableName table;
    private final Samples samples;
    private final Map<Probe, Object> shared = new HashMap<>();
    private final Map<Probe, String> broken = new HashMap<>();
    private long rows = -1;

    Measuring(Warehouse warehouse, TableName table, Samples samples) {
        this.warehouse = warehouse;
        this.table = table;
        this.samples = samples;
    }

    List<CheckResult> results(List<Probe> probes, List<String> columns, Instant now) {
        measureTogether(probes.stream().filter(Measuring::canShare).toList());
        return probes.stream().map(probe -> result(probe, columns, now)).toList();
    }

    long rows() {
        return rows;
    }

    Optional<Instant> newest(Probe.Newest probe) {
        return Freshness.moment(shared.get(probe));
    }

    private static boolean canShare(Probe probe) {
        return probe instanceof Probe.Counted || probe instanceof Probe.Newest;
    }

    private void measureTogether(List<Probe> probes) {
        for (int from = 0; from < probes.size(); from += PER_QUERY) {
            measureOrSplit(probes.subList(from, Math.min(probes.size(), from + PER_QUERY)));
        }
        if (rows < 0) {
            measure(List.of());
        }
    }

    /** One rule with a mistake fails the query of all: then each half is asked alone, until the culprit is. */
    private void measureOrSplit(List<Probe> probes) {
        try {
            measure(probes);
        } catch (JobFailure e) {
            if (e.isTransient()) {
                throw e;
            }
            if (probes.size() == 1) {
                broken.put(probes.get(0), e.getMessage());
            } else {
                measureOrSplit(probes.subList(0, probes.size() / 2));
                measureOrSplit(probes.subList(probes.size() / 2, probes.size()));
            }
        }
    }

    private void measure(List<Probe> probes) {
        String aggregates = IntStream.range(0, probes.size())
                .mapToObj(i -> ", " + aggregate(probes.get(i)) + " AS m" + i)
                .collect(Collectors.joining());
        List<Object> row = query("SELECT COUNT(*) AS total" + aggregates + " FROM " + table.quoted())
                .rows()
                .get(0);
        rows = (Long) row.get(0);
        for (int i = 0; i < probes.size(); i++) {
            shared.put(probes.get(i), row.get(i + 1));
        }
    }

    private static String aggregate(Probe probe) {
        if (probe instanceof Probe.Counted counted) {
            return counted.countsAllRows() ? "COUNT(*)" : "COUNTIF(" + counted.condition() + ")";
        }
        return "MAX(" + ((Probe.Newest) probe).expression() + ")";
    }

    private CheckResult result(Probe probe, List<String> columns, Instant now) {
        if (broken.containsKey(probe)) {
            return new Errored(probe.check(), broken.get(probe));
        }
        try {
            if (probe instanceof Probe.Counted counted) {
                return counted(counted, columns);
            } else if (probe instanceof Probe.Repeated repeated) {
                return repeated(repeated);
            } else if (probe instanceof Probe.Asked asked) {
                return asked(asked);
            } else if (probe instanceof Probe.Newest newest) {
                return newest(newest, now);
            }
            return new Errored(probe.check(), ((Probe.Unworkable) probe).message());
        } catch (JobFailure e) {
            if (e.isTransient()) {
                throw e;
            }
            return new Errored(probe.check(), e.getMessage());
        }
    }

    private CheckResult counted(Probe.Counted probe, List<String> columns) {
        BigDecimal count = BigDecimal.valueOf((Long) shared.get(probe));
        BigDecimal measured = inUnit(count, probe.judgement());
        if (probe.judgement().accepts(measured)) {
            return new Passed(probe.check(), words(count, measured, probe.judgement()));
        }
        Sample sample = probe.judgement().exceededBy(measured) ? samples.of(probe, columns) : Sample.NONE;
        return new Failed(probe.check(), words(count, measured, probe.judgement()), sample);
    }

    private CheckResult repeated(Probe.Repeated probe) {
        String keys = probe.keys().stream().map(Probe.Repeated.Key::expression).collect(Collectors.joining(", "));
        QueryResult result = query("SELECT COALESCE(SUM(n - 1), 0) AS repeated FROM (SELECT COUNT(*) AS n FROM "
                + table.quoted() + " WHERE " + probe.condition() + " GROUP BY " + keys + " HAVING COUNT(*) > 1)");
        BigDecimal count = number(result.rows().get(0).get(0)).orElse(BigDecimal.ZERO);
        BigDecimal measured = inUnit(count, probe.judgement());
        if (probe.judgement().accepts(measured)) {
            return new Passed(probe.check(), words(count, measured, probe.judgement()));
        }
        Sample sample = probe.judgement().exceededBy(measured) ? samples.of(probe) : Sample.NONE;
        return new Failed(probe.check(), words(count, measured, probe.judgement()), sample);
    }

    private CheckResult asked(Probe.Asked probe) {
        List<List<Object>> answer = query(probe.query()).rows();
        if (answer.size() != 1 || answer.get(0).size() != 1) {
            return new Errored(
                    probe.check(),
                    "The rule returned " + answer.size() + " rows of "
                            + (answer.isEmpty() ? 0 : answer.get(0).size())
                            + " columns; a rule returns one row with one number");
        }
        Object value = answer.get(0).get(0);
        Optional<BigDecimal> measured = number(value);
        if (measured.isEmpty()) {
            return value == null
                    ? new Failed(probe.check(), "NULL", Sample.NONE)
                    : new Errored(probe.check(), "The rule returned '" + value + "', which is not a number");
        }
        String words = probe.judgement().measured(measured.get());
        return probe.judgement().accepts(measured.get())
                ? new Passed(probe.check(), words)
                : new Failed(probe.check(), words, samples.of(probe, measured.get()));
    }

    private CheckResult newest(Probe.Newest probe, Instant now) {
        Object value = shared.get(probe);
        Optional<Instant> newest = Freshness.moment(value);
        if (newest.isEmpty()) {
            return value == null
                    ? new Failed(probe.check(), "no value", Sample.NONE)
                    : new Errored(probe.check(), probe.column() + " holds no date or time: '" + value + "'");
        }
        String words = Auditor.age(newest.get(), now) + " (" + value + ")";
        return newest.get().plus(probe.limit()).isBefore(now)
                ? new Failed(probe.check(), words, Sample.NONE)
                : new Passed(probe.check(), words);
    }

    private BigDecimal inUnit(BigDecimal count, Judgement judgement) {
        if (!judgement.isShare()) {
            return count;
        }
        return rows == 0
                ? BigDecimal.ZERO
                : count.multiply(BigDecimal.valueOf(100)).divide(BigDecimal.valueOf(rows), MathContext.DECIMAL64);
    }

    private static String words(BigDecimal count, BigDecimal measured, Judgement judgement) {
        String words = judgement.measured(measured);
        return judgement.isShare() ? words + " (" + Judgement.inRows(count) + ")" : words;
    }

    private static Optional<BigDecimal> number(Object value) {
        if (value instanceof Boolean truth) {
            return Optional.of(truth ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        if (value instanceof Double d && (d.isNaN() || d.isInfinite())) {
            return Optional.empty();
        }
        return value instanceof Number ? Optional.of(new BigDecimal(value.toString())) : Optional.empty();
    }

    private QueryResult query(String sql) {
        return warehouse.query(sql, Map.of());
    }
}
