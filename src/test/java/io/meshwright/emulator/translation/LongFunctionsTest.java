package io.meshwright.emulator.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zetasql.Value;
import io.meshwright.emulator.function.FunctionSession;
import io.meshwright.emulator.function.FunctionSessions;
import io.meshwright.sql.ReferenceExpression;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that end when nobody waits for them any more, in the middle of a vector. */
class LongFunctionsTest {

    private static final String CANCELLED = "The query was cancelled";

    private final FunctionSession session;
    private final Connection connection;

    LongFunctionsTest() throws SQLException {
        FunctionSessions sessions = new FunctionSessions();
        session = sessions.open();
        connection = new DuckDBDriver().connect("jdbc:duckdb:", new java.util.Properties());
        TranslationRuntime.install(connection, sessions, uri -> uri);
    }

    @BeforeEach
    void announce() throws SQLException {
        session.announce(connection, FunctionSession.CURRENT);
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
        connection.close();
    }

    private String answer(String expression) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT CAST(" + expression + " AS VARCHAR)")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "googlesql_sha512(%s, 'a')",
                "googlesql_edit_distance(%s, 'a', 'b')",
                "googlesql_contains_substr(%s, 'a', 'b')",
                "googlesql(%s, 'UTC\n\n1 + 1')"
            })
    void failAfterTheirSessionWasStoppedOrHasEnded(String call) throws SQLException {
        String expression = call.formatted(FunctionSession.CURRENT);
        String expected = answer(expression);
        session.stop();
        assertThatThrownBy(() -> answer(expression)).hasMessageContaining(CANCELLED);
        session.goOn();
        assertThat(answer(expression)).isEqualTo(expected).isNotEmpty();
        session.close();
        assertThatThrownBy(() -> answer(expression)).hasMessageContaining(CANCELLED);
        assertThat(answer(call.formatted("NULL"))).isEqualTo(expected);
    }

    @Test
    void longTextsAreLeftInTheirMiddle() {
        AtomicInteger asked = new AtomicInteger();
        Runnable twice = () -> {
            if (asked.incrementAndGet() > 2) {
                throw new ReferenceExpression.FailedExpression(CANCELLED);
            }
        };
        assertThatThrownBy(() -> EditDistance.between("ab".repeat(5_000), "ba".repeat(5_000), twice))
                .hasMessage(CANCELLED);
    }

    @Test
    void theReferenceIsLeftBetweenRows() {
        ReferenceExpression expression = ReferenceExpression.of("FORMAT('%20d', @a0)", List.of("INT64"));
        List<Value> computed = new ArrayList<>();
        Runnable once = () -> {
            if (!computed.isEmpty()) {
                throw new ReferenceExpression.FailedExpression(CANCELLED);
            }
        };
        assertThatThrownBy(() -> expression.evaluate(
                        2_000, row -> List.of(Value.createInt64Value(row)), (value, row) -> computed.add(value), once))
                .hasMessage(CANCELLED);
        assertThat(computed).hasSizeBetween(1, 1_999);
        assertThat(computed.get(0).getStringValue()).isEqualTo(" ".repeat(19) + "0");
    }
}
