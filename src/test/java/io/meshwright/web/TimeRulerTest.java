package io.meshwright.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.product.HistoryEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeRulerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final List<HistoryEntry> history = List.of(
            entry(1, "films", "", "2026-08-12T12:00:00Z"),
            entry(2, "films/averages", "1.0.0", "2026-08-12T12:00:01Z"),
            entry(3, "films/best", "1.0.0", "2026-08-12T12:00:02Z"),
            entry(4, "films/best", "1.1.0", "2026-10-01T12:00:00Z"));

    @Test
    void marksVersionsWhereTheyCameIntoForce() {
        TimeRuler ruler = TimeRuler.of(history, Optional.empty(), LineageView.whole(), NOW);

        assertThat(ruler.marks()).extracting(TimeRuler.Mark::text).containsExactly("2", "1.1.0");
        assertThat(ruler.marks()).extracting(TimeRuler.Mark::x).containsExactly(20, 530);
        assertThat(ruler.marks().get(1).label())
                .isEqualTo("films/best 1.1.0, " + InWords.day(history.get(3).when(), NOW, ZoneId.systemDefault()));
        assertThat(ruler.marks().get(0).href()).isEqualTo("/lineage?at=3");
        assertThat(ruler.needle()).isEqualTo(TimeRuler.RIGHT);
        assertThat(ruler.labels().get(0).text()).isEqualTo("Aug 2026");
    }

    @Test
    void theNeedleStandsAtTheTimeThatIsShown() {
        TimeRuler ruler =
                TimeRuler.of(history, Optional.empty(), LineageView.whole().at(Optional.of(4L)), NOW);

        assertThat(ruler.needle()).isEqualTo(530);
        assertThat(ruler.shown())
                .isEqualTo("films/best 1.1.0, " + InWords.day(history.get(3).when(), NOW, ZoneId.systemDefault()));
        assertThat(ruler.marks()).extracting(TimeRuler.Mark::chosen).containsExactly(false, true);
        assertThat(ruler.today()).isEqualTo("/lineage");
    }

    @Test
    void aMeshWithoutAHistoryHasARulerToo() {
        TimeRuler ruler = TimeRuler.of(List.of(), Optional.empty(), LineageView.whole(), NOW);
        assertThat(ruler.marks()).isEmpty();
        assertThat(ruler.labels()).hasSize(1);
    }

    private static HistoryEntry entry(long number, String name, String version, String when) {
        return new HistoryEntry(number, name, version, Instant.parse(when));
    }
}
