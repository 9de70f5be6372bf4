package io.meshwright.run;

import io.meshwright.audit.Freshness;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Schedule;
import io.meshwright.run.ProductState.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a product, from which follows how it stands at a moment. Pure.
 *
 * @param invalid why it cannot run
 * @param runs the newest runs, newest first
 * @param freshUntil when the newest data served is older than promised
 */
record Standing(
        ProductVersion product,
        Optional<String> invalid,
        List<Run> runs,
        Optional<Run> served,
        Optional<Instant> freshUntil,
        long rows) {

    /** How long after its time a scheduled run may start without anybody calling it late. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    private record Judged(Condition condition, String reason) {}

    ProductState at(Instant now) {
        Judged judged = judge(now);
        List<Run> recent = new ArrayList<>(runs.stream()
                .filter(run -> run.state().isFinished())
                .limit(ProductState.RECENT)
                .toList());
        Collections.reverse(recent);
        return new ProductState(
                product.name(),
                judged.condition(),
                judged.reason(),
                runs.stream().findFirst(),
                served,
                rows,
                product.schedule().flatMap(schedule -> RunSchedule.next(schedule, now)),
                recent);
    }

    private Judged judge(Instant now) {
        Optional<Run> running = newest(RunState.RUNNING);
        if (running.isPresent()) {
            return new Judged(Condition.RUNNING, "");
        }
        if (invalid.isPresent()) {
            return new Judged(Condition.INVALID, invalid.get());
        }
        Optional<Run> concluded = runs.stream()
                .filter(run -> run.state().isFinished() && run.state() != RunState.INTERRUPTED)
                .findFirst();
        if (concluded.isEmpty()) {
            return unconcluded();
        }
        return switch (concluded.get().state()) {
            case HELD_BACK ->
                new Judged(Condition.CONTRACT_BROKEN, concluded.get().reason());
            case FAILED -> new Judged(Condition.FAILED, concluded.get().reason());
            default ->
                lateness(now)
                        .map(reason -> new Judged(Condition.LATE, reason))
                        .orElseGet(() -> new Judged(Condition.CONTRACT_MET, ""));
        };
    }

    private Judged unconcluded() {
        Optional<Run> waiting = newest(RunState.WAITING);
        if (waiting.isEmpty() && !runs.isEmpty()) {
            return new Judged(Condition.FAILED, runs.get(0).reason());
        }
        return new Judged(Condition.WAITING, waiting.map(Run::reason).orElse(""));
    }

    private Optional<String> lateness(Instant now) {
        Optional<String> stale = freshUntil
                .filter(until -> until.isBefore(now))
                .map(until -> "Since " + minute(until) + " its newest data is older than the contract promises");
        return stale.or(() -> old(now)).or(() -> missed(now));
    }

    /** Freshness that names no column is promised of the publication itself. */
    private Optional<String> old(Instant now) {
        Optional<Instant> published = served.flatMap(Run::ended);
        return product.outputs().stream()
                .flatMap(port -> port.contract().serviceLevels().stream())
                .filter(level ->
                        Freshness.isPromisedBy(level) && level.element().isBlank())
                .flatMap(level -> Freshness.limit(level).stream())
                .min(Duration::compareTo)
                .flatMap(limit -> published.map(at -> at.plus(limit)))
                .filter(until -> until.isBefore(now))
                .map(until -> "Since " + minute(until) + " its last publication is older than the contract promises");
    }

    private Optional<String> missed(Instant now) {
        Optional<Schedule> schedule = product.schedule();
        return schedule.flatMap(when -> RunSchedule.last(when, now.minus(GRACE)))
                .filter(due -> runs.stream().noneMatch(run -> run.created().isAfter(due.minusSeconds(1))))
                .filter(due -> served.filter(run -> run.nominal().isAfter(due.minus(GRACE)))
                        .isEmpty())
                .map(due -> "It was due at " + minute(due) + " and has not run");
    }

    private Optional<Run> newest(RunState state) {
        return runs.stream().filter(run -> run.state() == state).findFirst();
    }

    private static String minute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .replace("T", " ")
                .replace(":00Z", " UTC");
    }
}
