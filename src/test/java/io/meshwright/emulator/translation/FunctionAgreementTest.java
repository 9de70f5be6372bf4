package io.meshwright.emulator.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every so many of the cases of {@code sql/functions/}; all of them with {@code -Dmeshwright.test.full=true}, or those
 * that contain {@code -Dmeshwright.test.functions=...}.
 */
class FunctionAgreementTest {

    private interface Compared {
        List<String> disagreements(FunctionAgreement agreement, FunctionCase tried) throws SQLException;
    }

    @Test
    void scalarFunctionsAnswerAsTheReferenceDoes() throws Exception {
        assertThat(disagreements("scalar.txt", 60, FunctionAgreement::disagreements))
                .isEmpty();
    }

    @Test
    void aggregateAndAnalyticFunctionsAnswerAsTheReferenceDoes() throws Exception {
        assertThat(disagreements("aggregates.txt", 20, FunctionAgreement::groupedDisagreements))
                .isEmpty();
    }

    private static List<String> disagreements(String file, int step, Compared compared) throws Exception {
        String wanted = System.getProperty("meshwright.test.functions", "");
        List<String> differences = new ArrayList<>();
        try (Connection connection = TranslatorTest.duckDb()) {
            FunctionAgreement agreement = new FunctionAgreement(connection, new SampleValues());
            List<FunctionCase> cases = SampleValues.lines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> FunctionCase.of(line).stream())
                    .filter(each -> each.expression().contains(wanted))
                    .toList();
            boolean all = Boolean.getBoolean("meshwright.test.full") || !wanted.isEmpty();
            for (int i = 0; i < cases.size(); i += all ? 1 : step) {
                differences.addAll(compared.disagreements(agreement, cases.get(i)));
            }
            assertThat(wanted.isEmpty() && agreement.compared() == 0).isFalse();
        }
        return differences;
    }
}
