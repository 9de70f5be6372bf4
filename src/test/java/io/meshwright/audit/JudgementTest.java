package io.meshwright.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.contract.QualityRule.Comparison;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.contract.QualityRule.Unit;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    @ParameterizedTest
    @CsvSource({
        "MUST_BE, 4, false",
        "MUST_BE, 5, true",
        "MUST_NOT_BE, 5, false",
        "MUST_NOT_BE, 6, true",
        "MUST_BE_GREATER_THAN, 5, false",
        "MUST_BE_GREATER_THAN, 5.1, true",
        "MUST_BE_GREATER_OR_EQUAL_TO, 4.9, false",
        "MUST_BE_GREATER_OR_EQUAL_TO, 5.0, true",
        "MUST_BE_LESS_THAN, 5, false",
        "MUST_BE_LESS_THAN, 4, true",
        "MUST_BE_LESS_OR_EQUAL_TO, 5, true",
        "MUST_BE_LESS_OR_EQUAL_TO, 6, false",
        "MUST_BE_BETWEEN, 5, true",
        "MUST_BE_BETWEEN, 10, true",
        "MUST_BE_BETWEEN, 4, false",
        "MUST_BE_BETWEEN, 11, false",
        "MUST_NOT_BE_BETWEEN, 5, false",
        "MUST_NOT_BE_BETWEEN, 10, false",
        "MUST_NOT_BE_BETWEEN, 4, true",
        "MUST_NOT_BE_BETWEEN, 11, true"
    })
    void judgesByEveryOperator(Operator operator, BigDecimal measured, boolean accepted) {
        assertThat(judgement(operator, Unit.ROWS).accepts(measured)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "MUST_BE, 5 rows",
        "MUST_NOT_BE, not 5 rows",
        "MUST_BE_GREATER_THAN, more than 5 rows",
        "MUST_BE_GREATER_OR_EQUAL_TO, at least 5 rows",
        "MUST_BE_LESS_THAN, less than 5 rows",
        "MUST_BE_LESS_OR_EQUAL_TO, at most 5 rows",
        "MUST_BE_BETWEEN, between 5 and 10 rows",
        "MUST_NOT_BE_BETWEEN, not between 5 and 10 rows"
    })
    void saysWhatIsExpected(Operator operator, String words) {
        assertThat(judgement(operator, Unit.ROWS).expected()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"33.333333333, 33.3333 %", "0.00000001, 0.00000001 %", "50.0, 50 %", "100, 100 %"})
    void saysSharesShortly(BigDecimal measured, String words) {
        assertThat(judgement(Operator.MUST_BE, Unit.PERCENT).measured(measured)).isEqualTo(words);
    }

    private static Judgement judgement(Operator operator, Unit unit) {
        boolean two = operator == Operator.MUST_BE_BETWEEN || operator == Operator.MUST_NOT_BE_BETWEEN;
        return Judgement.of(new Comparison(operator, two ? List.of(5, 10) : List.of(5)), unit);
    }
}
