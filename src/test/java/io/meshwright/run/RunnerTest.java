package io.meshwright.run;

import static io.meshwright.contract.Contracts.library;
import static io.meshwright.contract.Contracts.object;
import static io.meshwright.contract.Contracts.property;
import static io.meshwright.run.RunRoom.ACTIONS;
import static io.meshwright.run.RunRoom.GROUPS;
import static io.meshwright.run.RunRoom.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwright.MigratedDatabase;
import io.meshwright.audit.CheckResult;
import io.meshwright.contract.QualityRule;
import io.meshwright.contract.QualityRule.Metric;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.contract.QualityRule.Unit;
import io.meshwright.contract.SchemaObject;
import io.meshwright.diagnostic.DiskSpace;
import io.meshwright.lineage.LineageStore;
import io.meshwright.plan.Planner;
import io.meshwright.product.ProductName;
import io.meshwright.run.ProductState.Condition;
import io.meshwright.run.Run.RunStep;
import io.meshwright.run.Run.Trigger;
import io.meshwright.run.RunRoom.Killed;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunnerTest {

    private static final TableName SERVED = table(ACTIONS, "actions");
    private static final String GOOD = "SELECT CAST(1 AS BIGINT) AS userId, CAST(7 AS BIGINT) AS count";

    private final RunRoom room = new RunRoom();

    @AfterEach
    void close() throws SQLException {
        room.close();
    }

    @Test
    void publishesWhatKeepsItsContract() {
        publishGood();
        Run run = room.last(ACTIONS);
        assertThat(run.state()).isEqualTo(RunState.PUBLISHED);
        assertThat(run.number()).isEqualTo(1);
        assertThat(run.steps())
                .extracting(RunStep::kind, RunStep::state, RunStep::rows)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("build", RunStep.State.DONE, 1L),
                        org.assertj.core.groups.Tuple.tuple("check", RunStep.State.DONE, 1L),
                        org.assertj.core.groups.Tuple.tuple("publish", RunStep.State.DONE, 1L));
        assertThat(run.checks()).isNotEmpty().allMatch(CheckResult.Passed.class::isInstance);
        assertThat(room.rows(SERVED)).containsExactly(List.of(1L, 7L));
        assertThat(room.warehouse.table(Planner.staging(SERVED))).isEmpty();
        assertThat(room.announced).containsExactly("START films/actions", "COMPLETE films/actions");
        assertThat(state().condition()).isEqualTo(Condition.CONTRACT_MET);
        assertThat(state().rows()).isEqualTo(1);
    }

    @Test
    void keepsServingTheLastGoodVersionWhenARuleIsBroken() {
        publishGood();
        QualityRule rule = library(Metric.ROW_COUNT, Unit.ROWS, Map.of(), Operator.MUST_BE_GREATER_THAN, 1);
        holdBack(
                "SELECT CAST(2 AS BIGINT) AS userId, CAST(8 AS BIGINT) AS count",
                object("actions", List.of(rule), userId(), count()),
                "rowCount: expected more than 1 row, measured 1 row");
    }

    @Test
    void keepsServingTheLastGoodVersionWhenAColumnIsMissing() {
        publishGood();
        holdBack(
                "SELECT CAST(2 AS BIGINT) AS userId",
                actions(),
                "Column count: expected count INT64, measured no such column");
    }

    @Test
    void keepsServingTheLastGoodVersionWhenATypeIsWrong() {
        publishGood();
        holdBack(
                "SELECT CAST(2 AS BIGINT) AS userId, 'many' AS count",
                actions(),
                "Column count: expected count INT64, measured count STRING");
    }

    @Test
    void keepsServingTheLastGoodVersionWhenAKeyRepeats() {
        publishGood();
        holdBack(GOOD + " UNION ALL SELECT 1, 8", actions(), "Primary key userId: expected 0 rows, measured 1 row");
        Run run = room.last(ACTIONS);
        assertThat(run.checks())
                .filteredOn(CheckResult.Failed.class::isInstance)
                .singleElement()
                .extracting(result -> ((CheckResult.Failed) result).sample().rows())
                .isEqualTo(List.of(List.of("1", "2")));
    }

    @Test
    void servesAllPortsOfOneRunWhenOneOfThemCannotBePublished() {
        TableName second = table(ACTIONS, "counts");
        room.product(ACTIONS, GOOD, List.of(), actions(), named("counts"));
        room.requests.request(ACTIONS, Trigger.MANUAL, "tests", room.clock.instant());
        room.settle();
        room.product(
                ACTIONS,
                "SELECT CAST(2 AS BIGINT) AS userId, CAST(8 AS BIGINT) AS count",
                List.of(),
                actions(),
                named("counts"));
        room.warehouse.refused = second;
        room.requests.request(ACTIONS, Trigger.MANUAL, "tests", room.clock.instant());
        room.settle();

        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.FAILED);
        assertThat(room.last(ACTIONS).reason()).contains("Table is full");
        assertThat(room.rows(SERVED)).containsExactly(List.of(1L, 7L));
        assertThat(room.rows(second)).containsExactly(List.of(1L, 7L));
        assertThat(state().served().map(Run::number)).contains(1L);
    }

    @Test
    void servesNothingWhenTheFirstPublicationFailsHalfWay() {
        TableName second = table(ACTIONS, "counts");
        room.product(ACTIONS, GOOD, List.of(), actions(), named("counts"));
        room.warehouse.refused = second;
        room.requests.request(ACTIONS, Trigger.MANUAL, "tests", room.clock.instant());
        room.settle();

        assertThat(room.warehouse.table(SERVED)).isEmpty();
        assertThat(state().served()).isEmpty();
    }

    @Test
    void runsProductsAfterThoseTheyRead() {
        ProductName last = new ProductName("studios", "trends");
        room.product(last, "SELECT * FROM `meshwright.studios.groups`", List.of(GROUPS, ACTIONS), named("trends"));
        room.product(GROUPS, "SELECT * FROM `meshwright.films.actions`", List.of(ACTIONS), named("groups"));
        room.product(ACTIONS, GOOD, List.of(), actions());
        for (ProductName product : List.of(last, GROUPS, ACTIONS)) {
            room.requests.request(product, Trigger.FIRST_START, "Meshwright", room.clock.instant());
        }
        assertThat(room.dispatcher.ready()).containsExactly(ACTIONS);
        assertThat(room.last(last).reason()).isEqualTo("Waits for the run of studios/groups");
        assertThat(room.settle()).containsExactly(ACTIONS, GROUPS, last);
        assertThat(room.rows(table(last, "trends"))).containsExactly(List.of(1L, 7L));
    }

    @Test
    void waitsForAProductThatHasNotPublishedAnything() {
        room.product(ACTIONS, "SELECT 'x' AS userId, CAST(7 AS BIGINT) AS count", List.of(), actions());
        room.product(GROUPS, "SELECT * FROM `meshwright.films.actions`", List.of(ACTIONS), named("groups"));
        room.requests.request(ACTIONS, "ida");
        room.requests.request(GROUPS, "ida");
        room.settle();
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.HELD_BACK);
        assertThat(room.last(GROUPS).state()).isEqualTo(RunState.WAITING);
        assertThat(room.last(GROUPS).reason())
                .isEqualTo("Waits for films/actions, which has not published anything yet");
    }

    @Test
    void letsConsumersRunOnTheLastGoodVersion() {
        publishGood();
        room.product(ACTIONS, "SELECT 'x' AS userId", List.of(), actions());
        room.product(GROUPS, "SELECT * FROM `meshwright.films.actions`", List.of(ACTIONS), named("groups"));
        room.requests.request(ACTIONS, "ida");
        room.requests.request(GROUPS, "ida");
        assertThat(room.settle()).containsExactly(ACTIONS, GROUPS);
        assertThat(room.last(GROUPS).state()).isEqualTo(RunState.PUBLISHED);
    }

    @Test
    void runsFollowersWithoutAScheduleWhenSomethingIsPublished() {
        room.product(GROUPS, "SELECT * FROM `meshwright.films.actions`", List.of(ACTIONS), named("groups"));
        publishGood();
        assertThat(room.last(GROUPS).state()).isEqualTo(RunState.PUBLISHED);
        assertThat(room.last(GROUPS).trigger()).isEqualTo(Trigger.UPSTREAM);
        assertThat(room.last(GROUPS).requestedBy()).isEqualTo("films/actions");
    }

    @Test
    void answersASecondRequestWithTheRunThatWaits() {
        room.product(ACTIONS, GOOD, List.of(), actions());
        Run first = room.requests.request(ACTIONS, "ida").orElseThrow();
        assertThat(room.requests.request(ACTIONS, "omar")).contains(first);
        assertThat(room.history.count(ACTIONS)).isEqualTo(1);
        assertThat(room.requests.request(new ProductName("films", "unknown"), "ida"))
                .isEmpty();
    }

    @Test
    void runsWaitWhileTheDiskIsFull() {
        room.product(ACTIONS, GOOD, List.of(), actions());
        room.requests.request(ACTIONS, "ida");
        DiskSpace full = new DiskSpace(Path.of(".").toAbsolutePath(), Long.MAX_VALUE);

        assertThat(new Dispatcher(room, room.records, room.publications, full).ready())
                .isEmpty();
        assertThat(room.last(ACTIONS).reason())
                .startsWith("Waits for room: the disk of ")
                .endsWith("free some of it");
        room.settle();
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.PUBLISHED);
    }

    @Test
    void forgetsOldRunsWithTheirEventsButNeitherTheNewestNorTheServed() {
        publishGood();
        holdBack("SELECT CAST(2 AS BIGINT) AS userId", actions(), "");
        room.requests.request(ACTIONS, "ida");
        room.settle();
        room.catalog.update("INSERT INTO lineage_event (run, job, event_type, event_time, event, delivered)"
                + " SELECT id, 'actions', 'START', now(), '{}', true FROM run WHERE number < 3");
        LineageStore lineage = new LineageStore(MigratedDatabase.get(), Optional.empty());
        Retention retention = new Retention(room.catalog, lineage, room.clock, Duration.ofDays(90));
        List<Run> runs = room.history.of(ACTIONS, 0, 9);

        retention.forgetOld(1);
        assertThat(room.history.of(ACTIONS, 0, 9)).hasSize(3);
        room.clock.advance(Duration.ofDays(91));
        retention.forgetOld(1);
        assertThat(room.history.of(ACTIONS, 0, 9)).extracting(Run::number).containsExactly(3L, 1L);
        assertThat(lineage.eventsOf(runs.get(1).id())).isEmpty();
        assertThat(lineage.eventsOf(runs.get(2).id())).hasSize(1);
    }

    @Test
    void repeatsARunThatWasKilledWhileBuilding() {
        publishGood();
        room.product(ACTIONS, "SELECT CAST(2 AS BIGINT) AS userId, CAST(8 AS BIGINT) AS count", List.of(), actions());
        room.requests.request(ACTIONS, "ida");
        room.warehouse.buildsUntilDeath = 0;
        assertThatThrownBy(room::settle).isInstanceOf(Killed.class);
        assertThat(room.rows(SERVED)).containsExactly(List.of(1L, 7L));
        assertThat(state().condition()).isEqualTo(Condition.RUNNING);

        room.calls.run(ACTIONS);
        List<Run> runs = room.history.of(ACTIONS, 0, 3);
        assertThat(runs.get(1).state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(runs.get(1).reason()).isEqualTo("The process or its catalog database ended during build");
        assertThat(runs.get(0).state()).isEqualTo(RunState.PUBLISHED);
        assertThat(runs.get(0).trigger()).isEqualTo(Trigger.RECOVERY);
        assertThat(room.rows(SERVED)).containsExactly(List.of(2L, 8L));
        assertThat(room.warehouse.table(Planner.staging(SERVED))).isEmpty();
    }

    @Test
    void completesAPublicationThatWasKilledBetweenTwoPorts() {
        room.product(ACTIONS, GOOD, List.of(), actions(), named("more"));
        room.requests.request(ACTIONS, "ida");
        room.warehouse.copiesUntilDeath = 1;
        assertThatThrownBy(room::settle).isInstanceOf(Killed.class);
        assertThat(room.publications.all()).isEmpty();

        room.calls.run(ACTIONS);
        Run run = room.last(ACTIONS);
        assertThat(run.state()).isEqualTo(RunState.PUBLISHED);
        assertThat(run.reason()).startsWith("The process ended while publishing");
        assertThat(room.publications.all())
                .extracting(Publications.Served::port)
                .containsExactly("actions", "more");
        assertThat(room.rows(table(ACTIONS, "more"))).containsExactly(List.of(1L, 7L));
        assertThat(room.announced).endsWith("COMPLETE films/actions");
    }

    @Test
    void remembersAPublicationThatWasKilledBeforeItWasRemembered() {
        room.product(ACTIONS, GOOD, List.of(), actions());
        room.requests.request(ACTIONS, "ida");
        room.warehouse.copiesUntilDeath = 0;
        room.warehouse.dieAfterCopying = true;
        assertThatThrownBy(room::settle).isInstanceOf(Killed.class);

        room.calls.run(ACTIONS);
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.PUBLISHED);
        assertThat(room.publications.all()).hasSize(1);
    }

    @Test
    void doesNotRepeatForeverWhatKillsTheProcess() {
        room.product(ACTIONS, GOOD, List.of(), actions());
        room.requests.request(ACTIONS, "ida");
        for (int death = 0; death < 4; death++) {
            room.warehouse.buildsUntilDeath = 0;
            assertThatThrownBy(room::settle).isInstanceOf(Killed.class);
        }
        room.settle();
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.FAILED);
        assertThat(room.last(ACTIONS).reason()).startsWith("Not repeated");
    }

    @Test
    void triesAgainWhatFailsForReasonsThatPass() {
        room.product(ACTIONS, GOOD, List.of(), actions());
        room.requests.request(ACTIONS, "ida");
        room.warehouse.failuresToCome = 2;
        room.settle();
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.PUBLISHED);
        assertThat(room.warehouse.jobs).hasSize(3).doesNotHaveDuplicates();

        room.requests.request(ACTIONS, "ida");
        room.warehouse.failuresToCome = 3;
        room.settle();
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.FAILED);
        assertThat(room.last(ACTIONS).reason()).isEqualTo("build actions: Try again later");
        assertThat(state().condition()).isEqualTo(Condition.FAILED);
        assertThat(room.rows(SERVED)).containsExactly(List.of(1L, 7L));
    }

    @Test
    void stopsARunThatSomebodyCancels() {
        publishGood();
        Run run = room.requests.request(ACTIONS, "ida").orElseThrow();
        room.warehouse.whileBuilding =
                () -> assertThat(room.requests.cancel(run.id(), "omar")).isTrue();
        room.settle();
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(room.last(ACTIONS).reason()).isEqualTo("Stopped by omar");
        assertThat(state().condition()).isEqualTo(Condition.CONTRACT_MET);
        assertThat(room.requests.cancel(run.id(), "omar")).isFalse();
        assertThat(room.announced).endsWith("INTERRUPTED films/actions");
    }

    @Test
    void leavesARunToTheNextStartWhenTheApplicationStops() {
        room.product(ACTIONS, GOOD, List.of(), actions());
        room.requests.request(ACTIONS, "ida");
        room.warehouse.failuresToCome = 9;
        room.warehouse.whileBuilding = room.active::stop;
        room.calls.run(ACTIONS);
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void doesNotTakeForDeadWhatThisProcessIsStillDoing() {
        publishGood();
        room.requests.request(ACTIONS, "ida");
        room.warehouse.whileBuilding = () -> room.calls.run(ACTIONS);
        room.settle();
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.PUBLISHED);
        assertThat(room.history.count(ACTIONS)).isEqualTo(2);
    }

    @Test
    void isLateWhenTheContractPromisesNewerData() {
        publishGood();
        room.clock.advance(Duration.ofDays(1));
        assertThat(state().condition()).isEqualTo(Condition.CONTRACT_MET);
        var schedule = new io.meshwright.product.Schedule("30 6 * * *", java.time.ZoneOffset.UTC);
        room.product(ACTIONS, GOOD, Optional.of(schedule), List.of(), actions());
        assertThat(state().condition()).isEqualTo(Condition.LATE);
        assertThat(state().reason()).isEqualTo("It was due at 2026-11-21 06:30 UTC and has not run");
        assertThat(state().next()).isPresent();
    }

    private void publishGood() {
        room.product(ACTIONS, GOOD, List.of(), actions());
        room.requests.request(ACTIONS, "ida");
        room.settle();
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.PUBLISHED);
    }

    private void holdBack(String sql, SchemaObject contract, String reason) {
        room.product(ACTIONS, sql, List.of(), contract);
        room.requests.request(ACTIONS, "ida");
        room.settle();
        Run run = room.last(ACTIONS);
        assertThat(run.state()).isEqualTo(RunState.HELD_BACK);
        assertThat(run.reason()).startsWith(reason);
        assertThat(room.rows(SERVED)).containsExactly(List.of(1L, 7L));
        assertThat(room.warehouse.table(Planner.staging(SERVED))).isEmpty();
        assertThat(room.announced).endsWith("HELD_BACK films/actions");
        ProductState state = state();
        assertThat(state.condition()).isEqualTo(Condition.CONTRACT_BROKEN);
        assertThat(state.served().orElseThrow().number()).isEqualTo(1);
        assertThat(state.recent()).extracting(Run::number).containsExactly(1L, 2L);
    }

    private ProductState state() {
        return room.states.of(ACTIONS).orElseThrow();
    }

    private static SchemaObject actions() {
        return named("actions");
    }

    private static SchemaObject named(String name) {
        return object(name, List.of(), userId(), count());
    }

    private static io.meshwright.contract.SchemaProperty userId() {
        return property("userId", "INT64").key(1).build();
    }

    private static io.meshwright.contract.SchemaProperty count() {
        return property("count", "INT64").required().build();
    }
}
