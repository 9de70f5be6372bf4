package io.meshwright.emulator.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.Test;

class ReferenceAgreementTest {

    @Test
    void answersAsGooglesReferenceImplementationDoes() throws Exception {
        try (Connection connection = TranslatorTest.duckDb()) {
            ReferenceAgreement agreement = new ReferenceAgreement(connection);
            assertThat(agreement.disagreements()).isEmpty();
            assertThat(agreement.compared()).isGreaterThan(7_000);
        }
    }
}
