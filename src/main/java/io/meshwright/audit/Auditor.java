package io.meshwright.audit;

import io.meshwright.contract.DataContract;
import io.meshwright.contract.SchemaObject;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.JobFailure;
import io.meshwright.warehouse.Warehouse;
import io.meshwright.warehouse.Warehouse.TableInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a table by a contract: schema and types, required, unique, keys, allowed values, the metrics of ODCS' library,
 * SQL rules and freshness.
 *
 * <p>All rules that count rows share one query; keys and SQL rules take one each; rows that break a rule are fetched only
 * when it is broken.
 */
@ApplicationScoped
public class Auditor {

    private final Warehouse warehouse;
    private final Clock clock;

    @Inject
    public Auditor(Warehouse warehouse, Clock clock) {
        this.warehouse = warehouse;
        this.clock = clock;
    }

    /**
     * Carries out all checks of a contract's schema object on a table.
     *
     * @throws JobFailure when the warehouse cannot answer at all; a single rule that cannot run is a result
     */
    public AuditReport audit(DataContract contract, SchemaObject object, TableName table) {
        TableInfo info = warehouse
                .table(table)
                .orElseThrow(() -> new JobFailure("notFound", "Not found: table " + table, "", null));
        List<Probe> probes = ContractChecks.of(contract, object, table, info.columns());
        Measuring measuring = new Measuring(warehouse, table, new Samples(warehouse, table, object));
        List<CheckResult> results = new ArrayList<>(SchemaChecks.judge(object, info.columns()));
        List<String> columns = info.columns().stream().map(Column::name).toList();
        results.addAll(measuring.results(probes, columns, clock.instant()));
        return new AuditReport(results, measuring.rows(), freshUntil(probes, measuring));
    }

    private static Optional<Instant> freshUntil(List<Probe> probes, Measuring measuring) {
        return probes.stream()
                .filter(Probe.Newest.class::isInstance)
                .map(Probe.Newest.class::cast)
                .flatMap(probe -> measuring.newest(probe).map(newest -> newest.plus(probe.limit())).stream())
                .min(Instant::compareTo);
    }

    static String age(Instant newest, Instant now) {
        return Freshness.words(Duration.between(newest, now)) + " old";
    }
}
