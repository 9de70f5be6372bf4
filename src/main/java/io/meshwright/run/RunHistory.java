package io.meshwright.run;

import io.meshwright.product.ProductName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The runs there were, newest first. */
@ApplicationScoped
public class RunHistory {

    private final CatalogSql catalog;

    RunHistory(CatalogSql catalog) {
        this.catalog = catalog;
    }

    /** A run with its steps and checks. */
    public Optional<Run> find(UUID id) {
        return complete("SELECT * FROM run WHERE id = ?", id);
    }

    /** A product's run by its number, with its steps and checks. */
    public Optional<Run> find(ProductName product, long number) {
        return complete(
                "SELECT * FROM run WHERE domain = ? AND product = ? AND number = ?",
                product.domain(),
                product.name(),
                number);
    }

    /** Runs of all products without steps and checks. */
    public List<Run> recent(int offset, int limit) {
        return catalog.list(
                "SELECT * FROM run ORDER BY created DESC, id LIMIT ? OFFSET ?", RunReader::summary, limit, offset);
    }

    /** Runs of all products in any of these states, without steps and checks. */
    public List<Run> recent(List<RunState> states, int offset, int limit) {
        return catalog.list(
                "SELECT * FROM run WHERE state = ANY (?) ORDER BY created DESC, id LIMIT ? OFFSET ?",
                RunReader::summary,
                states.stream().map(RunState::name).toArray(String[]::new),
                limit,
                offset);
    }

    /** Runs that pass a filter, without steps and checks. */
    public List<Run> recent(RunFilter filter, int offset, int limit) {
        List<Object> arguments = new ArrayList<>(filter.arguments());
        arguments.add(limit);
        arguments.add(offset);
        return catalog.list(
                "SELECT * FROM run WHERE " + filter.condition() + " ORDER BY created DESC, id LIMIT ? OFFSET ?",
                RunReader::summary,
                arguments.toArray());
    }

    public long count(RunFilter filter) {
        return catalog.one(
                        "SELECT count(*) AS n FROM run WHERE " + filter.condition(),
                        row -> row.getLong("n"),
                        filter.arguments().toArray())
                .orElse(0L);
    }

    /** Runs of one product without steps and checks. */
    public List<Run> of(ProductName product, int offset, int limit) {
        return catalog.list(
                "SELECT * FROM run WHERE domain = ? AND product = ? ORDER BY number DESC LIMIT ? OFFSET ?",
                RunReader::summary,
                product.domain(),
                product.name(),
                limit,
                offset);
    }

    public long count() {
        return catalog.one("SELECT count(*) AS n FROM run", row -> row.getLong("n"))
                .orElse(0L);
    }

    public long count(ProductName product) {
        return catalog.one(
                        "SELECT count(*) AS n FROM run WHERE domain = ? AND product = ?",
                        row -> row.getLong("n"),
                        product.domain(),
                        product.name())
                .orElse(0L);
    }

    /** What waits or runs now, with its steps, oldest first. */
    public List<Run> unfinished() {
        return catalog.transaction(transaction -> RunReader.complete(
                transaction,
                transaction.list(
                        "SELECT * FROM run WHERE state IN ('WAITING', 'RUNNING') ORDER BY state, created, id",
                        RunReader::summary)));
    }

    private Optional<Run> complete(String sql, Object... arguments) {
        return catalog.transaction(transaction ->
                RunReader.complete(transaction, transaction.list(sql, RunReader::summary, arguments)).stream()
                        .findFirst());
    }
}
