package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobQueueTest {

    @Test
    void callersTakeTurns() throws InterruptedException {
        JobQueue.Turns turns = new JobQueue.Turns(1, 1, 0);
        List<String> order = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String name = "ann" + i;
            turns.add("ann", () -> order.add(name));
        }
        turns.add("bob", () -> order.add("bob1"));
        for (int i = 0; i < 4; i++) {
            turns.takeOne();
        }
        assertThat(order).containsExactly("ann1", "bob1", "ann2", "ann3");
    }

    @Test
    void nobodyTakesAllThreads() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (JobQueue queue = new JobQueue(4, 1)) {
            for (int i = 0; i < 10; i++) {
                queue.submit(JobQueue.Lane.INTERACTIVE, "ann", () -> await(end));
            }
            queue.submit(JobQueue.Lane.INTERACTIVE, "bob", answered::countDown);
            assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
            end.countDown();
        }
    }

    @Test
    void endlessQuestionsDoNotStopTheShortOnesOfTheirCaller() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (JobQueue queue = new JobQueue(4, 1)) {
            for (int i = 0; i < 6; i++) {
                queue.submit(JobQueue.Lane.INTERACTIVE, "ann", () -> await(end));
            }
            queue.submit(JobQueue.Lane.INTERACTIVE, "ann", answered::countDown);
            assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
            end.countDown();
        }
    }

    @Test
    void aTaskThatThrowsTakesNoThreadAlong() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        try (JobQueue queue = new JobQueue(1, 1)) {
            queue.submit(JobQueue.Lane.BUILD, "ann", () -> {
                throw new IllegalStateException("as nobody foresaw");
            });
            queue.submit(JobQueue.Lane.BUILD, "ann", answered::countDown);
            assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
