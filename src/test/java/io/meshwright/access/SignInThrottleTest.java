package io.meshwright.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SignInThrottle throttle = new SignInThrottle(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void everyFurtherFailureDoublesTheWaitUpToAQuarterOfAnHour() {
        fail(5, "ada", "a");
        assertThat(throttle.before("ada", "a")).isEqualTo(Duration.ofSeconds(1));
        fail(1, "ada", "a");
        assertThat(throttle.before("ada", "a")).isEqualTo(Duration.ofSeconds(2));
        fail(15, "ada", "a");
        assertThat(throttle.before("ada", "a")).isEqualTo(Duration.ofMinutes(15));

        now = now.plus(Duration.ofMinutes(15));
        assertThat(throttle.before("ada", "a")).isZero();
    }

    @Test
    void othersAreNotHinderedByOneWhoGuesses() {
        fail(8, "ada", "a");

        assertThat(throttle.before("ada", "b")).isZero();
        assertThat(throttle.before("bo", "a")).isZero();
    }

    @Test
    void manyNamesFromOneAddressAreSlowedToo() {
        for (int i = 0; i < 30; i++) {
            fail(1, "name" + i, "a");
        }

        assertThat(throttle.before("somebody", "a")).isPositive();
    }

    @Test
    void successForgetsTheFailures() {
        fail(4, "ada", "a");
        throttle.succeeded("ada", "a");
        fail(4, "ada", "a");

        assertThat(throttle.before("ada", "a")).isZero();
    }

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            throttle.failed(name, address);
        }
    }
}
