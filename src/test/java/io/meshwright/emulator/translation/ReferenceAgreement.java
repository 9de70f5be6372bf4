package io.meshwright.emulator.translation;

import com.google.zetasql.Value;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.sql.ReferenceExpression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares DuckDB's answers with those of Google's reference implementation, expression by expression. */
final class ReferenceAgreement {

    private final SqlTranslator translator = new SqlTranslator();
    private final Connection connection;
    private int compared;

    ReferenceAgreement(Connection connection) {
        this.connection = connection;
    }

    int compared() {
        return compared;
    }

    /** @param step 1 for all expressions, 2 for every other, ... */
    List<String> disagreements(int step) throws IOException {
        List<String> disagreements = new ArrayList<>();
        List<String> values = List.of();
        int expressions = 0;
        for (String line : lines()) {
            if (line.startsWith("= ")) {
                values = split(line.substring(2));
            } else if (!line.isBlank() && !line.startsWith("#") && expressions++ % step == 0) {
                compare(line, values, values.get(0), disagreements);
            }
        }
        return disagreements;
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = ReferenceAgreement.class.getResourceAsStream("/sql/agreement.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** The values of a list, NULL typed like the first of them. */
    private static List<String> split(String list) {
        List<String> values = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            quoted = (c == '\'') != quoted;
            depth += quoted ? 0 : c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                values.add(list.substring(start, i).trim());
                start = i + 1;
            }
        }
        values.add(list.substring(start).trim());
        return values;
    }

    private void compare(String expression, List<String> values, String like, List<String> disagreements) {
        if (values.size() == 1) {
            compare(expression, values.get(0), like).ifPresent(disagreements::add);
        } else if (!agreeAtOnce(expression, values, like)) {
            int half = values.size() / 2;
            compare(expression, values.subList(0, half), like, disagreements);
            compare(expression, values.subList(half, values.size()), like, disagreements);
        }
    }

    /** One query over all values, which is quick; false when it fails for one of them or the answers differ. */
    private boolean agreeAtOnce(String expression, List<String> values, String like) {
        if (like.startsWith("[")) {
            return false;
        }
        String sql = "(SELECT STRING_AGG(IFNULL(FORMAT('%T', " + expression + "), 'none'), '; ' ORDER BY o) FROM"
                + " UNNEST([" + String.join(", ", values) + ", IF(FALSE, " + like + ", NULL)]) AS x WITH OFFSET AS o)";
        try {
            String expected = expected(sql);
            boolean agree = answer("SELECT " + sql).equals(expected);
            compared += agree ? values.size() : 0;
            return agree;
        } catch (ReferenceExpression.FailedExpression e) {
            return false;
        }
    }

    private static String expected(String sql) {
        return String.valueOf(Wire.text(ReferenceExpression.of(sql, List.of())
                .evaluate(List.of(List.<Value>of()))
                .get(0)));
    }

    private Optional<String> compare(String expression, String value, String like) {
        compared++;
        String from = "FROM (SELECT IF(FALSE, " + like + ", " + value + ") AS x UNION ALL SELECT " + like
                + " FROM UNNEST([1]) AS never WHERE never > 1)";
        String text = "FORMAT('%T', " + expression + ")";
        String expected;
        try {
            expected = expected("(SELECT " + text + " " + from + ")");
        } catch (ReferenceExpression.FailedExpression e) {
            expected = "error";
        }
        String actual = answer("SELECT " + text + " " + from);
        return actual.equals(expected) || (expected.equals("error") && actual.startsWith("error"))
                ? Optional.empty()
                : Optional.of(expression + " for x = " + value + ": expected " + expected + " but was " + actual);
    }

    private String answer(String sql) {
        Outcome<Translation> translation = translator.translate(
                new StatementRequest(sql, "p", Optional.empty(), List.of()), t -> Optional.empty());
        if (!translation.isOk()) {
            return "refused: " + translation.diagnostics();
        }
        try {
            return String.valueOf(
                    ResultTexts.rows(connection, translation.get()).get(0).get(0));
        } catch (SQLException e) {
            return "error: " + TranslationRuntime.messageOf(e);
        }
    }
}
