package io.meshwright.emulator.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.zetasql.Type;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.ReferenceExpression;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaScriptResultsTest {

    @ParameterizedTest
    @CsvSource({
        "INT64, -9223372036854775808, -9223372036854775808",
        "INT64, 1e3, 1000",
        "INT64, ' 7 ', 7",
        "FLOAT64, -0, -0",
        "FLOAT64, 1e-7, 0.0000001",
        "FLOAT64, NaN, nan",
        "NUMERIC, 0.1234567895, 0.12345679",
        "BIGNUMERIC, 1e-38, 0.00000000000000000000000000000000000001",
        "DATE, 2020-02-29, 2020-02-29"
    })
    void readsTextsAsTheTypeDeclared(String type, String text, String value) {
        assertThat(JavaScriptResults.value(type(type), text(text)))
                .isEqualTo(ReferenceExpression.of("CAST('" + value + "' AS " + type + ")", List.of())
                        .evaluate(List.of(List.of()))
                        .get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "INT64, 9223372036854775808",
        "INT64, 1.5",
        "INT64, 1e400",
        "INT64, ''",
        "INT64, NaN",
        "FLOAT64, one",
        "FLOAT64, 1e400",
        "FLOAT64, 0x10",
        "NUMERIC, 1e29",
        "NUMERIC, Infinity",
        "BIGNUMERIC, 1e39",
        "BYTES, 'a b'",
        "DATE, 2020-02-30",
        "TIMESTAMP, now"
    })
    void refusesWhatIsNoValueOfTheType(String type, String text) {
        assertThatThrownBy(() -> JavaScriptResults.value(type(type), text(text)))
                .isInstanceOf(JavaScriptFailure.class)
                .hasMessage("Failed to coerce output value \"" + text + "\" to type " + type);
    }

    private static Type type(String name) {
        return GoogleSqlType.parse(name);
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }
}
