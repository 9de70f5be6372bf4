package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobQueueTest {

    @Test
    void callersTakeTurns() throws InterruptedException {
        JobQueue.Turns turns = new JobQueue.Turns();
        List<String> order = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String name = "ann" + i;
            turns.add("ann", () -> order.add(name));
        }
        turns.add("bob", () -> order.add("bob1"));
        for (int i = 0; i < 4; i++) {
            turns.next().run();
        }
        assertThat(order).containsExactly("ann1", "bob1", "ann2", "ann3");
    }
}
