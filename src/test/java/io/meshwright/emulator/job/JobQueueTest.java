package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class JobQueueTest {

    @Test
    void callersTakeTurns() throws InterruptedException {
        Turns turns = new Turns(1, 1, 0);
        List<String> order = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String name = "ann" + i;
            turns.add("ann", () -> order.add(name));
        }
        turns.add("bob", () -> order.add("bob1"));
        for (int i = 0; i < 4; i++) {
            Turns.Turn turn = turns.next();
            turn.run();
            turns.end(turn);
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
    void manyCallersEndlessQuestionsDoNotStopSomebodyElses() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (JobQueue queue = new JobQueue(4, 1)) {
            for (String caller : List.of("ann", "bea", "cid", "dan")) {
                for (int i = 0; i < 10; i++) {
                    queue.submit(JobQueue.Lane.INTERACTIVE, caller, () -> await(end));
                }
            }
            queue.submit(JobQueue.Lane.INTERACTIVE, "eve", answered::countDown);
            assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
            end.countDown();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatTakesLongGoesOnBehindTheRest() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Integer> thread = new CompletableFuture<>();
        CompletableFuture<Integer> later = new CompletableFuture<>();
        try (JobQueue queue = new JobQueue(1, 1)) {
            queue.submit(JobQueue.Lane.INTERACTIVE, "ann", () -> {
                thread.complete(Niceness.ownThread().orElseThrow());
                await(end);
            });
            int slow = thread.get(20, TimeUnit.SECONDS);
            assertThat(niceness(slow)).isZero();
            for (int i = 0; niceness(slow) == 0 && i < 400; i++) {
                Thread.sleep(50);
                queue.tend();
            }
            assertThat(niceness(slow)).isPositive();
            end.countDown();
            queue.submit(
                    JobQueue.Lane.INTERACTIVE,
                    "ann",
                    () -> later.complete(niceness(Niceness.ownThread().orElseThrow())));
            assertThat(later.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    /** As the system tells it in the 19th field of a thread's status. */
    private static int niceness(int thread) {
        try {
            String status = Files.readString(Path.of("/proc/self/task/" + thread + "/stat"));
            return Integer.parseInt(status.substring(status.indexOf(')') + 2).split(" ")[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
