package io.meshwright.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.meshwright.product.ProductName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * db-scheduler, and all that is to know of it: one entry per product and schedule, one per run that may start. An entry is
 * taken by one process at a time, and taken over when that process dies.
 */
final class Timetable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Scheduler scheduler;
    private final CatalogSql catalog;
    private final CustomTask<Void> due;
    private final CustomTask<Void> run;
    private final String node;
    private final Clock clock;

    /** What to do when a product is due. */
    @FunctionalInterface
    interface Due {
        /** @return when the product is due next; empty when it has no schedule any more */
        Optional<Instant> at(ProductName product, Instant nominal);
    }

    /**
     * @param node name of this process, the same after a restart
     * @param parallel how many products run at once
     */
    Timetable(
            DataSource database,
            CatalogSql catalog,
            String node,
            int parallel,
            Clock clock,
            ActiveRuns active,
            Due onDue,
            Consumer<ProductName> onRun) {
        this.catalog = catalog;
        this.node = node;
        this.clock = clock;
        this.due = Tasks.custom(TaskDescriptor.of("due")).onFailure(this::retry).execute((instance, context) -> {
            Instant nominal = context.getExecution().executionTime;
            return onDue.at(ProductName.parse(instance.getId()), nominal)
                    .<CompletionHandler<Void>>map(next -> (done, task) -> task.reschedule(done, next))
                    .orElse((done, task) -> task.remove());
        });
        this.run = Tasks.custom(TaskDescriptor.of("run")).onFailure(this::retry).execute((instance, context) -> {
            onRun.accept(ProductName.parse(instance.getId()));
            return (done, task) -> {
                // Left as it is while the application stops, the entry is found by the next start.
                if (!active.isStopping()) {
                    task.remove();
                }
            };
        });
        SchedulerName name = () -> node;
        this.scheduler = Scheduler.create(database, due, run)
                .schedulerName(name)
                .threads(parallel)
                .clock(clock::instant)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(6)
                .enableImmediateExecution()
                .shutdownMaxWait(Duration.ofSeconds(2))
                .build();
    }

    private void retry(ExecutionComplete done, ExecutionOperations<Void> task) {
        task.reschedule(done, clock.instant().plus(RETRY));
    }

    /** Entries that this very node held when it died are free again at once; those of others after their heartbeats fail. */
    void start() {
        catalog.update(
                "UPDATE scheduled_tasks SET picked = false, picked_by = NULL, version = version + 1 WHERE picked AND picked_by = ?",
                node);
        scheduler.start();
    }

    void stop() {
        scheduler.stop();
    }

    /** Has the product run as soon as there is a free place; does nothing when that is settled already. */
    void runSoon(ProductName product) {
        scheduler.scheduleIfNotExists(run.instance(product.toString()), clock.instant());
    }

    /** Sets when the product is due next; a time that has passed and was missed is kept unless {@code changed}. */
    void dueAt(ProductName product, Instant next, boolean changed) {
        boolean added = scheduler.scheduleIfNotExists(due.instance(product.toString()), next);
        if (!added && changed) {
            scheduler.reschedule(due.instanceId(product.toString()), next);
        }
    }

    void neverDue(ProductName product) {
        catalog.update("DELETE FROM scheduled_tasks WHERE task_name = 'due' AND task_instance = ?", product.toString());
    }
}
