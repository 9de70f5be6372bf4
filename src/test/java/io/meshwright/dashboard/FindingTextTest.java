package io.meshwright.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.sql.Column;
import io.meshwright.warehouse.QueryResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTextTest {

    private static final QueryResult RESULT = new QueryResult(
            List.of(
                    new Column("genre", "STRING"),
                    new Column("users", "INT64"),
                    new Column("share", "FLOAT64"),
                    new Column("month", "TIMESTAMP")),
            List.of(
                    Arrays.asList("Drama", 1234L, 0.512, Instant.parse("2026-10-01T00:00:00Z")),
                    Arrays.asList("Comedy", 900L, null, Instant.parse("2026-09-01T00:00:00Z"))),
            "",
            0);

    @Test
    void fillsInValuesAsPeopleReadThem() {
        assertThat(fill("{genre} and {genre.2}: {users}, {share|percent} in {month}"))
                .isEqualTo("Drama and Comedy: 1,234, 51% in October 2026");
        assertThat(fill("From {month.last}: {share.last}, {SHARE}")).isEqualTo("From September 2026: none, 0.51");
    }

    @Test
    void saysNothingWhenTheRowsAreMissing() {
        assertThat(new FindingText("{genre.3} is third").fill(RESULT)).isEmpty();
        assertThat(new FindingText("{genre}").fill(new QueryResult(RESULT.columns(), List.of(), "", 0)))
                .isEmpty();
    }

    @Test
    void explainsWhatIsWrongWithATemplate() {
        assertThat(new FindingText("{genre").problem()).isPresent();
        assertThat(new FindingText("{genre|percentage}").problem().orElseThrow())
                .startsWith("there is no format 'percentage'");
        assertThat(new FindingText("plain").problem()).isEmpty();
    }

    @Test
    void tellsHowMuchMoreOrLess() {
        assertThat(ValueFormat.INTEGER.difference(1500L, 300L)).isEqualTo("+1,200");
        assertThat(ValueFormat.DECIMAL.difference(3.5, 4.0)).isEqualTo("−0.5");
        assertThat(ValueFormat.INTEGER.difference(3L, 3L)).isEqualTo("±0");
        assertThat(ValueFormat.INTEGER.difference(3L, null)).isEqualTo("new");
    }

    private static String fill(String template) {
        return new FindingText(template).fill(RESULT).orElseThrow();
    }
}
