package io.meshwright.emulator.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.Test;

/** Every fourth expression of {@code sql/agreement.txt}; all of them with {@code -Dmeshwright.test.full=true}. */
class ReferenceAgreementTest {

    @Test
    void answersAsGooglesReferenceImplementationDoes() throws Exception {
        try (Connection connection = TranslatorTest.duckDb()) {
            ReferenceAgreement agreement = new ReferenceAgreement(connection);
            int step = Boolean.getBoolean("meshwright.test.full") ? 1 : 4;
            assertThat(agreement.disagreements(step)).isEmpty();
            assertThat(agreement.compared()).isGreaterThan(1_500);
        }
    }
}
