package io.meshwright.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanningTest {

    private static final StatementResolver RESOLVER = StatementResolver.ofStatements();

    private final Planning planning = new Planning();

    private static boolean resolves(String sql, Tables tables) {
        return RESOLVER.resolve("query", sql, tables, Names.in("p"), QueryParameters.none())
                .isOk();
    }

    @Test
    void endsWhereItIsCalledOffOnItsWay() {
        Tables tables = name -> {
            planning.callOff();
            return Optional.of(List.of(new Column("a", "INT64")));
        };
        assertThatThrownBy(() -> planning.run(() -> resolves("SELECT a FROM d.t", tables)))
                .isInstanceOf(Planning.CalledOff.class);
        assertThat(new Planning().run(() -> resolves("SELECT a FROM d.t2", name -> tables.columns(name))))
                .isTrue();
    }

    @Test
    void doesNotWaitForTheAnalyzer() throws InterruptedException {
        String numbers = IntStream.range(0, 300_000).mapToObj(i -> "" + i).collect(Collectors.joining(","));
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> planning.run(() -> {
            begun.countDown();
            return resolves("SELECT 1 IN (" + numbers + ")", name -> Optional.empty());
        }));
        begun.await();
        Thread.sleep(100);
        planning.callOff();
        assertThatThrownBy(answer::join).hasCauseInstanceOf(Planning.CalledOff.class);
        assertThat(resolves("SELECT 1 IN (2, 3)", name -> Optional.empty())).isTrue();
    }
}
