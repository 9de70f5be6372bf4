package io.meshwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BracketsTest {

    private static final String OPEN = "(".repeat(3_000);
    private static final String CLOSED = ")".repeat(3_000);

    @Test
    void countsThoseThatNest() {
        assertThat(Brackets.areBearable("SELECT " + "ABS(".repeat(3_000) + "1" + CLOSED))
                .isFalse();
        assertThat(Brackets.areBearable("SELECT " + "[STRUCT<".repeat(1_500))).isFalse();
        assertThat(Brackets.areBearable("SELECT " + "[struct /* of */\n<".repeat(1_500)))
                .isFalse();
        assertThat(Brackets.areBearable("SELECT 'a' /* ' */ + " + OPEN)).isFalse();
        assertThat(Brackets.areBearable("SELECT '''it's''', \"\\\"\", " + OPEN)).isFalse();
        assertThat(Brackets.areBearable("SELECT " + "CASE WHEN b THEN ".repeat(3_000) + "1" + " END".repeat(3_000)))
                .isFalse();
        assertThat(Brackets.areBearable("IF (b) THEN ".repeat(3_000) + "SELECT x.case; " + "END IF; ".repeat(3_000)))
                .isFalse();
        assertThat(Brackets.areBearable("SELECT " + "CASE WHEN b THEN 1 END + ".repeat(3_000) + "1"))
                .isTrue();
        assertThat(Brackets.areBearable("SELECT " + "a < 1 OR ".repeat(3_000) + "TRUE"))
                .isTrue();
        assertThat(Brackets.areBearable("SELECT " + "(1) + ".repeat(3_000) + "1"))
                .isTrue();
    }

    @Test
    void leavesOutTextsNamesAndComments() {
        for (String around :
                new String[] {"'%s'", "\"%s\"", "'''%s'''", "`%s`", "1 -- %s", "1 # %s", "1 /* %s */", "r'\\'%s'"}) {
            assertThat(Brackets.areBearable("SELECT " + around.formatted(OPEN) + "\n, 1"))
                    .as(around)
                    .isTrue();
        }
    }
}
