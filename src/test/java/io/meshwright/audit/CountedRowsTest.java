package io.meshwright.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedRowsTest {

    @Test
    void turnsACountIntoTheRowsItCounts() {
        assertThat(CountedRows.of("select count(*) as n\nfrom t where a > 5;")).contains("SELECT * from t where a > 5");
        assertThat(CountedRows.of("SELECT COUNT(*) FROM (SELECT a FROM t GROUP BY a)"))
                .contains("SELECT * FROM (SELECT a FROM t GROUP BY a)");
    }

    @Test
    void turnsAConditionalCountIntoTheRowsThatMeetIt() {
        assertThat(CountedRows.of("SELECT COUNTIF(a != TRUNC(b) OR c = ')') AS bad FROM t"))
                .contains("SELECT * FROM (SELECT * FROM t\n) WHERE a != TRUNC(b) OR c = ')'");
    }

    @Test
    void leavesOtherMeasuresAlone() {
        assertThat(CountedRows.of("SELECT COUNT(*) / COUNT(DISTINCT a) FROM t")).isEmpty();
        assertThat(CountedRows.of("SELECT COUNTIF(a) / COUNT(*) FROM t")).isEmpty();
        assertThat(CountedRows.of("SELECT MAX(a) FROM t")).isEmpty();
    }
}
