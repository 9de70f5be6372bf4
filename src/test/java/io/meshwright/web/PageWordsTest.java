package io.meshwright.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PageWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void momentsAreSaidAsPeopleSayThem() {
        assertThat(day("2026-11-20T06:21:00Z")).isEqualTo("Today 06:21");
        assertThat(day("2026-11-19T23:59:00Z")).isEqualTo("Yesterday 23:59");
        assertThat(day("2026-11-21T00:00:00Z")).isEqualTo("Tomorrow 00:00");
        assertThat(day("2026-11-08T06:58:00Z")).isEqualTo("8 Nov 06:58");
        assertThat(day("2025-12-31T06:58:00Z")).isEqualTo("31 Dec 2025 06:58");
    }

    @Test
    void agesAreSaidInTheirLargestUnit() {
        assertThat(InWords.ago(NOW.minusSeconds(20), NOW)).isEqualTo("just now");
        assertThat(InWords.ago(NOW.minusSeconds(35 * 60), NOW)).isEqualTo("35 min ago");
        assertThat(InWords.ago(NOW.minusSeconds(7300), NOW)).isEqualTo("2 h ago");
        assertThat(InWords.ago(NOW.minus(Duration.ofHours(30)), NOW)).isEqualTo("1 day ago");
    }

    @Test
    void spansGrowCoarserAsTheyGrow() {
        assertThat(InWords.said(Duration.ofMillis(420))).isEqualTo("0.4 s");
        assertThat(InWords.said(Duration.ofSeconds(48))).isEqualTo("48 s");
        assertThat(InWords.said(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(InWords.said(Duration.ofMinutes(63))).isEqualTo("1 h 3 min");
    }

    @Test
    void longNumbersAreGroupedYearsAreNot() {
        assertThat(InWords.groupedDigits("between 98420 and 120290 rows")).isEqualTo("between 98,420 and 120,290 rows");
        assertThat(InWords.groupedDigits("in 2026, 3 rows")).isEqualTo("in 2026, 3 rows");
    }

    @Test
    void theRulerHasABlockAndANeedle() {
        Ruler ruler = Ruler.of("between 100 and 200 rows", "50 rows", true).orElseThrow();
        assertThat(ruler.allowed()).hasSize(1);
        assertThat(Double.parseDouble(ruler.needle()))
                .isLessThan(Double.parseDouble(ruler.allowed().get(0).x()));
        assertThat(Ruler.of("not between 1 and 2 rows", "5 rows", false)
                        .orElseThrow()
                        .allowed())
                .hasSize(2);
        assertThat(Ruler.of("0 rows", "0 rows", false).orElseThrow().allowed()).hasSize(1);
        assertThat(Ruler.of("userId INT64", "userId STRING", true)).isEmpty();
        assertThat(Ruler.of("at most 2 days old", "1 day old", false)).isEmpty();
    }

    @Test
    void sqlIsColouredWithoutLosingACharacter() {
        String sql = "-- why\nSELECT COUNT(*) AS n, 'it''s', `a b`, 1.5\nFROM t /* x\ny */ WHERE a = \"b\"";
        Code code = Code.sql(sql);
        assertThat(text(code)).isEqualTo(sql);
        assertThat(kinds(code, "k")).contains("SELECT", "AS", "FROM", "WHERE");
        assertThat(kinds(code, "c")).contains("-- why");
        assertThat(kinds(code, "s")).contains("\"b\"");
        assertThat(kinds(code, "f")).contains("COUNT");
    }

    @Test
    void textsOfAnyLengthAreColoured() {
        String text = "x\\\\ ".repeat(100_000);
        assertThat(kinds(Code.json("{\"sql\": \"" + text + "\"}"), "s")).hasSize(1);
        assertThat(kinds(Code.sql("SELECT '" + text + "', \"" + text + "\""), "s"))
                .hasSize(2);
    }

    @Test
    void whatWasSearchedIsMarkedInTheText() {
        assertThat(Marked.of("High ratings per genre", Set.of("rating")))
                .containsExactly(
                        new Marked("High ", false), new Marked("ratings", true), new Marked(" per genre", false));
    }

    private static String day(String moment) {
        return InWords.day(Instant.parse(moment), NOW, ZoneOffset.UTC);
    }

    private static String text(Code code) {
        return code.lines().stream()
                .map(line -> line.spans().stream().map(Code.Span::text).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> kinds(Code code, String kind) {
        return code.lines().stream()
                .flatMap(line -> line.spans().stream())
                .filter(span -> span.kind().equals(kind))
                .map(Code.Span::text)
                .toList();
    }
}
