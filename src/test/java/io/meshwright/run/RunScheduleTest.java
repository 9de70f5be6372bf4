package io.meshwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.product.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunScheduleTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    @Test
    void keepsTheWallClockTimeAcrossBothChangesOfTheClock() {
        Schedule daily = new Schedule("30 6 * * *", AMSTERDAM);
        assertThat(RunSchedule.next(daily, Instant.parse("2026-03-27T12:00:00Z"), 3))
                .containsExactly(at("2026-03-28T05:30:00Z"), at("2026-03-29T04:30:00Z"), at("2026-03-30T04:30:00Z"));
        assertThat(RunSchedule.next(daily, Instant.parse("2026-10-24T12:00:00Z"), 2))
                .containsExactly(at("2026-10-25T05:30:00Z"), at("2026-10-26T05:30:00Z"));
    }

    @Test
    void runsRightAfterTheGapWhenItsTimeDoesNotExist() {
        Schedule inTheGap = new Schedule("30 2 * * *", AMSTERDAM);
        assertThat(RunSchedule.next(inTheGap, Instant.parse("2026-03-28T12:00:00Z"), 2))
                .containsExactly(at("2026-03-29T01:00:00Z"), at("2026-03-30T00:30:00Z"));
        assertThat(RunSchedule.next(inTheGap, Instant.parse("2026-03-29T00:59:59Z"), 1))
                .containsExactly(at("2026-03-29T01:00:00Z"));
        assertThat(RunSchedule.next(inTheGap, Instant.parse("2026-03-29T01:00:00Z"), 1))
                .containsExactly(at("2026-03-30T00:30:00Z"));
    }

    @Test
    void runsOnceWhenItsTimeExistsTwice() {
        Schedule twice = new Schedule("30 2 * * *", AMSTERDAM);
        assertThat(RunSchedule.next(twice, Instant.parse("2026-10-24T12:00:00Z"), 2))
                .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"));
        assertThat(RunSchedule.next(twice, Instant.parse("2026-10-25T00:45:00Z"), 1))
                .containsExactly(at("2026-10-26T01:30:00Z"));
    }

    @Test
    void followsElapsedTimeWhenItRunsThroughAllHours() {
        Schedule hourly = new Schedule("0 * * * *", AMSTERDAM);
        assertThat(RunSchedule.next(hourly, Instant.parse("2026-10-24T23:30:00Z"), 4))
                .containsExactly(
                        at("2026-10-25T00:00:00Z"),
                        at("2026-10-25T01:00:00Z"),
                        at("2026-10-25T02:00:00Z"),
                        at("2026-10-25T03:00:00Z"));
        assertThat(RunSchedule.next(hourly, Instant.parse("2026-03-28T23:30:00Z"), 3))
                .containsExactly(at("2026-03-29T00:00:00Z"), at("2026-03-29T01:00:00Z"), at("2026-03-29T02:00:00Z"));
    }

    @Test
    void findsTheLastTimeToo() {
        Schedule daily = new Schedule("30 6 * * *", AMSTERDAM);
        assertThat(RunSchedule.last(daily, Instant.parse("2026-11-20T05:30:00Z")))
                .contains(at("2026-11-20T05:30:00Z"));
        assertThat(RunSchedule.last(daily, Instant.parse("2026-11-20T05:29:00Z")))
                .contains(at("2026-11-19T05:30:00Z"));
    }

    @Test
    void saysWhatIsWrongWithAnExpression() {
        assertThat(RunSchedule.problem("30 6 * * *")).isEmpty();
        assertThat(RunSchedule.problem("61 6 * * *")).hasValueSatisfying(text -> assertThat(text)
                .startsWith("'61 6 * * *' is not a cron expression of five fields"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 6 * * *|every day at 06:30, Europe/Amsterdam",
                "0 4 * * 1-5|Monday to Friday at 04:00, Europe/Amsterdam",
                "0 4 * * 1,4|every Monday, Thursday at 04:00, Europe/Amsterdam",
                "15 3 1 * *|every month on day 1 at 03:15, Europe/Amsterdam",
                "*/15 * * * *|every 15 minutes, Europe/Amsterdam",
                "5 */2 * * *|every 2 hours at minute 5, Europe/Amsterdam"
            })
    void saysScheduleInWords(String cron, String words) {
        assertThat(RunSchedule.words(new Schedule(cron, AMSTERDAM))).isEqualTo(words);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
