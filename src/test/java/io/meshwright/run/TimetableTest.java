package io.meshwright.run;

import static io.meshwright.contract.Contracts.object;
import static io.meshwright.contract.Contracts.property;
import static io.meshwright.run.RunRoom.ACTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.MigratedDatabase;
import io.meshwright.product.ProductName;
import io.meshwright.product.Schedule;
import io.meshwright.run.Run.Trigger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final String GOOD = "SELECT CAST(1 AS BIGINT) AS userId";

    private final RunRoom room = new RunRoom();
    private final List<Timetable> timetables = new ArrayList<>();

    @AfterEach
    void close() throws SQLException {
        timetables.forEach(Timetable::stop);
        room.close();
    }

    @Test
    void runsAProductWhenItIsDueAndSchedulesTheNextTime() throws InterruptedException {
        product(Optional.of(new Schedule("30 6 * * *", ZoneOffset.UTC)));
        Timetable timetable = open("one");
        room.reconciliation.reconcile(timetable);
        assertThat(room.last(ACTIONS).trigger()).isEqualTo(Trigger.FIRST_START);
        assertThat(due()).isEqualTo(Instant.parse("2026-11-21T06:30:00Z"));
        room.settle();

        room.clock.set(Instant.parse("2026-11-21T06:30:01Z"));
        eventually(() -> room.history.count(ACTIONS) == 2);
        assertThat(room.last(ACTIONS).trigger()).isEqualTo(Trigger.SCHEDULE);
        assertThat(room.last(ACTIONS).nominal()).isEqualTo(Instant.parse("2026-11-21T06:30:00Z"));
        eventually(() -> due().equals(Instant.parse("2026-11-22T06:30:00Z")));
    }

    @Test
    void catchesUpOnceWhatWasMissedWhileNothingRan() throws InterruptedException {
        product(Optional.of(new Schedule("30 6 * * *", ZoneOffset.UTC)));
        room.reconciliation.reconcile(open("one"));
        room.settle();
        timetables.remove(0).stop();

        room.clock.advance(Duration.ofDays(3));
        room.reconciliation.reconcile(open("one"));
        eventually(() -> room.history.count(ACTIONS) == 2);
        assertThat(room.last(ACTIONS).nominal()).isEqualTo(Instant.parse("2026-11-21T06:30:00Z"));
        eventually(() -> due().equals(Instant.parse("2026-11-24T06:30:00Z")));
    }

    @Test
    void followsAChangedScheduleAndForgetsALostProduct() {
        product(Optional.of(new Schedule("30 6 * * *", ZoneOffset.UTC)));
        Timetable timetable = open("one");
        room.reconciliation.reconcile(timetable);
        room.settle();
        product(Optional.of(new Schedule("0 9 * * *", ZoneOffset.UTC)));
        room.reconciliation.reconcile(timetable);
        assertThat(due()).isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
        assertThat(room.last(ACTIONS).number()).isEqualTo(1);

        room.products.clear();
        room.product(
                new ProductName("films", "other"),
                GOOD,
                List.of(),
                object("other", List.of(), property("userId", "INT64").build()));
        room.reconciliation.reconcile(timetable);
        assertThat(room.catalog.list("SELECT 1 FROM scheduled_tasks WHERE task_name = 'due'", row -> 1))
                .isEmpty();
    }

    @Test
    void runsChangedProducts() {
        product(Optional.empty());
        Timetable timetable = open("one");
        room.reconciliation.reconcile(timetable);
        room.settle();
        room.reconciliation.reconcile(timetable);
        assertThat(room.history.count(ACTIONS)).isEqualTo(1);
        room.product(
                ACTIONS,
                GOOD + " LIMIT 1",
                List.of(),
                object("actions", List.of(), property("userId", "INT64").build()));
        room.reconciliation.reconcile(timetable);
        assertThat(room.last(ACTIONS).trigger()).isEqualTo(Trigger.CHANGE);
    }

    @Test
    void runsOnceWhenTwoProcessesShareTheCatalog() throws InterruptedException {
        product(Optional.empty());
        Timetable one = open("one");
        Timetable two = open("two");
        for (int i = 1; i <= 5; i++) {
            room.requests.request(ACTIONS, "ida");
            one.runSoon(ACTIONS);
            two.runSoon(ACTIONS);
            eventually(() -> room.last(ACTIONS).state() == RunState.PUBLISHED);
            assertThat(room.history.count(ACTIONS)).isEqualTo(i);
            eventually(() -> room.catalog
                    .list("SELECT 1 FROM scheduled_tasks WHERE task_name = 'run'", row -> 1)
                    .isEmpty());
        }
        assertThat(room.warehouse.jobs).hasSize(5);
    }

    @Test
    void buildsLostTablesAgain() {
        product(Optional.empty());
        room.requests.request(ACTIONS, "ida");
        room.settle();
        room.reconciliation.restoreLostTables();
        assertThat(room.history.count(ACTIONS)).isEqualTo(1);
        room.warehouse.deleteTable(RunRoom.table(ACTIONS, "actions"));
        room.reconciliation.restoreLostTables();
        assertThat(room.last(ACTIONS).trigger()).isEqualTo(Trigger.RECOVERY);
    }

    private Timetable open(String node) {
        Timetable timetable = new Timetable(
                MigratedDatabase.get(),
                room.catalog,
                node,
                2,
                room.clock,
                room.active,
                room.triggers::due,
                room.calls::run);
        timetable.start();
        timetables.add(timetable);
        return timetable;
    }

    private void product(Optional<Schedule> schedule) {
        room.product(
                ACTIONS,
                GOOD,
                schedule,
                List.of(),
                object("actions", List.of(), property("userId", "INT64").build()));
    }

    private Instant due() {
        return room.catalog
                .one(
                        "SELECT execution_time FROM scheduled_tasks WHERE task_name = 'due'",
                        row -> CatalogSql.instant(row, "execution_time"))
                .orElseThrow();
    }

    private interface Condition {
        boolean holds();
    }

    private static void eventually(Condition condition) throws InterruptedException {
        for (int i = 0; i < 1_200 && !condition.holds(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.holds()).isTrue();
    }
}
