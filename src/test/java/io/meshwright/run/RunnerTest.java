package io.meshwright.run;

import static io.meshwright.contract.Contracts.library;
import static io.meshwright.contract.Contracts.object;
import static io.meshwright.run.RunRoom.ACTIONS;
import static io.meshwright.run.RunRoom.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.MigratedDatabase;
import io.meshwright.audit.CheckResult;
import io.meshwright.contract.QualityRule;
import io.meshwright.contract.QualityRule.Metric;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.contract.QualityRule.Unit;
import io.meshwright.contract.SchemaObject;
import io.meshwright.lineage.LineageStore;
import io.meshwright.plan.Planner;
import io.meshwright.run.ProductState.Condition;
import io.meshwright.run.Run.RunStep;
import io.meshwright.run.Run.Trigger;
import io.meshwright.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run publishes, what it holds back, and what is remembered of it. */
class RunnerTest extends RunRoomTest {

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
    void callsNothingInvalidBeforeItsDocumentsAreRead() {
        publishGood();
        room.compiled = false;
        room.known = false;
        assertThat(state().condition()).isEqualTo(Condition.WAITING);
        assertThat(state().reason()).isEqualTo("Its documents are being read");
        assertThat(state().served().orElseThrow().number()).isEqualTo(1);
        room.known = true;
        assertThat(state().condition()).isEqualTo(Condition.INVALID);
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
}
