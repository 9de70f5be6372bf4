package io.meshwright.run;

import static io.meshwright.run.RunRoom.ACTIONS;
import static io.meshwright.run.RunRoom.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwright.plan.Planner;
import io.meshwright.run.ProductState.Condition;
import io.meshwright.run.Run.Trigger;
import io.meshwright.run.RunRoom.Killed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs whose process is killed or stopped, and runs that fail for a while or are cancelled. */
class InterruptedRunTest extends RunRoomTest {

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
}
