package io.meshwright.run;

import static io.meshwright.run.RunRoom.ACTIONS;
import static io.meshwright.run.RunRoom.GROUPS;
import static io.meshwright.run.RunRoom.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.diagnostic.DiskSpace;
import io.meshwright.product.ProductName;
import io.meshwright.run.ProductState.Condition;
import io.meshwright.run.Run.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which run comes when: after what it reads, once, and when there is room. */
class RunOrderTest extends RunRoomTest {

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
    void keepsRequestsUntilTheDocumentsAreReadAfterAStart() {
        room.product(ACTIONS, GOOD, List.of(), actions());
        room.compiled = false;
        assertThat(room.requests.request(ACTIONS, "ida")).isEmpty();
        room.known = false;
        Run asked = room.requests.request(ACTIONS, "ida").orElseThrow();
        assertThat(asked.state()).isEqualTo(RunState.WAITING);
        assertThat(asked.version()).isEqualTo("1.0.0");
        assertThat(room.requests.request(new ProductName("films", "unknown"), "ida"))
                .isEmpty();
        room.compiled = true;
        room.known = true;
        assertThat(room.settle()).containsExactly(ACTIONS);
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.PUBLISHED);
        assertThat(room.last(ACTIONS).id()).isEqualTo(asked.id());
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
}
