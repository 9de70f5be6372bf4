package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.Value;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.emulator.translation.TranslationCatalog.PhysicalTable;
import io.meshwright.sql.Column;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.ReferenceExpression;
import io.meshwright.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Tries functions over a table of sample values: DuckDB, by the translator, against Google's reference implementation. */
final class FunctionAgreement {

    private static final int ROWS = 240;
    private static final int FAILURES_TRIED = 8;
    private static final TableName TABLE = new TableName("p", "d", "samples");

    private final SqlTranslator translator = new SqlTranslator();
    private final SampleValues samples;
    private final Connection connection;
    private int compared;

    FunctionAgreement(Connection connection, SampleValues samples) {
        this.connection = connection;
        this.samples = samples;
    }

    int compared() {
        return compared;
    }

    /** One line for each row that differs, at most three. */
    List<String> disagreements(FunctionCase tried) throws SQLException {
        List<Type> types =
                tried.pools().stream().map(pool -> samples.pool(pool).type()).toList();
        List<List<Value>> rows = rows(tried);
        ReferenceExpression reference;
        try {
            reference = ReferenceExpression.of(
                    tried.expression("@a"),
                    types.stream().map(GoogleSqlType::name).toList());
        } catch (ReferenceExpression.FailedExpression e) {
            return List.of(tried.expression() + ": the reference refuses it: " + e.getMessage());
        }
        Optional<Value>[] expected = expected(reference, rows);
        load(types, rows, row -> row);
        return compare(tried, types, "SELECT o, " + tried.expression() + " AS v FROM samples", rows, expected);
    }

    /** The same for an aggregate or analytic function, over groups of rows. */
    List<String> groupedDisagreements(FunctionCase tried) throws SQLException {
        List<Type> types =
                tried.pools().stream().map(pool -> samples.pool(pool).type()).toList();
        GroupedRows groups = new GroupedRows(types, rows(tried));
        boolean analytic = tried.expression().contains("OVER (");
        ReferenceExpression reference;
        try {
            reference = ReferenceExpression.of(
                    analytic
                            ? "ARRAY(SELECT AS STRUCT o, " + tried.expression() + " AS v FROM UNNEST(@a0) ORDER BY o)"
                            : "(SELECT " + tried.expression() + " FROM UNNEST(@a0))",
                    List.of(GoogleSqlType.name(groups.type())));
        } catch (ReferenceExpression.FailedExpression e) {
            return List.of(tried.expression() + ": the reference refuses it: " + e.getMessage());
        }
        Optional<Value>[] expected = expected(reference, groups.arguments());
        load(types, groups.rows(), groups::groupOf);
        String sql = analytic
                ? "SELECT g, ARRAY_AGG(STRUCT(o, v) ORDER BY o) AS v FROM (SELECT g, o, " + tried.expression()
                        + " AS v FROM samples) GROUP BY g"
                : "SELECT g, " + tried.expression() + " AS v FROM samples GROUP BY g";
        String partitioned = analytic ? sql.replace("OVER (PARTITION BY ", "OVER (PARTITION BY g, ") : sql;
        String alone =
                analytic && partitioned.equals(sql) ? sql.replace("OVER (", "OVER (PARTITION BY g ") : partitioned;
        return compare(tried, types, alone, groups.arguments(), expected);
    }

    private List<String> compare(
            FunctionCase tried, List<Type> types, String query, List<List<Value>> rows, Optional<Value>[] expected) {
        Outcome<Translation> translation = translate(query, types);
        if (!translation.isOk()) {
            return List.of(tried.expression() + ": refused: "
                    + translation.diagnostics().get(0).message());
        }
        Type type = GoogleSqlType.parse(translation.get().schema().get(1).type());
        String sql = "SELECT key, " + Wire.encode(type, "v") + " FROM ("
                + translation.get().duckSql() + ") AS t(key, v)";
        List<String> differences = new ArrayList<>();
        List<Integer> answered = IntStream.range(0, rows.size())
                .filter(o -> expected[o].isPresent())
                .boxed()
                .toList();
        Map<Integer, String> answers = new HashMap<>();
        answer(sql, answered, answers);
        for (int o : answered) {
            String actual = answers.get(o);
            if (!SameValues.same(type, expected[o].get(), actual)) {
                differences.add(
                        describe(tried, rows.get(o)) + " is " + Wire.text(expected[o].get()) + " but was " + actual);
            }
        }
        IntStream.range(0, rows.size())
                .filter(o -> expected[o].isEmpty())
                .limit(FAILURES_TRIED)
                .forEach(o -> {
                    Map<Integer, String> answer = new HashMap<>();
                    answer(sql, List.of(o), answer);
                    if (!String.valueOf(answer.get(o)).startsWith(FAILED)) {
                        differences.add(describe(tried, rows.get(o)) + " must fail but was " + answer.get(o));
                    }
                });
        compared += rows.size();
        return differences.stream().limit(3).toList();
    }

    private static final String FAILED = "error: ";

    private static String describe(FunctionCase tried, List<Value> row) {
        return tried.expression() + " of "
                + row.stream()
                        .map(value -> value.isNull() ? "NULL" : Wire.text(value))
                        .toList();
    }

    /** What DuckDB answers for rows; those that make the query fail are found by halving. */
    private void answer(String sql, List<Integer> chosen, Map<Integer, String> answers) {
        if (chosen.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE chosen AS SELECT unnest(" + chosen + "::BIGINT[]) AS o");
            try (ResultSet results = statement.executeQuery(sql)) {
                while (results.next()) {
                    answers.put(results.getInt(1), results.getString(2));
                }
            }
        } catch (SQLException e) {
            if (chosen.size() == 1) {
                answers.put(chosen.get(0), FAILED + TranslationRuntime.messageOf(e));
            } else {
                answer(sql, chosen.subList(0, chosen.size() / 2), answers);
                answer(sql, chosen.subList(chosen.size() / 2, chosen.size()), answers);
            }
        }
    }

    private static Optional<Value>[] expected(ReferenceExpression reference, List<List<Value>> rows) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Optional<Value>[] expected = new Optional[rows.size()];
        expect(reference, rows, 0, rows.size(), expected);
        return expected;
    }

    private static void expect(
            ReferenceExpression reference, List<List<Value>> rows, int from, int to, Optional<Value>[] expected) {
        try {
            List<Value> values = reference.evaluate(rows.subList(from, to));
            for (int i = from; i < to; i++) {
                expected[i] = Optional.of(values.get(i - from));
            }
        } catch (ReferenceExpression.FailedExpression e) {
            if (to - from == 1) {
                expected[from] = Optional.empty();
            } else {
                int middle = (from + to) / 2;
                expect(reference, rows, from, middle, expected);
                expect(reference, rows, middle, to, expected);
            }
        }
    }

    /** All combinations of the pools' values, or so many of them, evenly spread. */
    private List<List<Value>> rows(FunctionCase tried) {
        List<List<Value>> pools =
                tried.pools().stream().map(pool -> samples.pool(pool).values()).toList();
        long combinations = pools.stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
        long step = combinations <= ROWS ? 1 : combinations / ROWS | 1;
        return LongStream.iterate(0, i -> i < combinations, i -> i + step)
                .mapToObj(i -> row(pools, i))
                .toList();
    }

    private static List<Value> row(List<List<Value>> pools, long number) {
        List<Value> row = new ArrayList<>();
        long rest = number;
        for (List<Value> pool : pools) {
            row.add(pool.get((int) (rest % pool.size())));
            rest /= pool.size();
        }
        return row;
    }

    private void load(List<Type> types, List<List<Value>> rows, IntUnaryOperator groupOf) throws SQLException {
        String columns = IntStream.range(0, types.size())
                .mapToObj(i -> ", x" + i + " " + DuckType.of(types.get(i)))
                .collect(Collectors.joining());
        String values = IntStream.range(0, rows.size())
                .mapToObj(o -> "(" + groupOf.applyAsInt(o) + ", " + o
                        + rows.get(o).stream()
                                .map(value -> ", " + Literals.duck(value))
                                .collect(Collectors.joining())
                        + ")")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP VIEW IF EXISTS samples");
            statement.execute("CREATE OR REPLACE TABLE sample_rows (g BIGINT, o BIGINT" + columns + ")");
            statement.execute("INSERT INTO sample_rows VALUES " + values);
            statement.execute("CREATE OR REPLACE TABLE chosen (o BIGINT)");
            statement.execute("CREATE VIEW samples AS SELECT * FROM sample_rows WHERE g IN (SELECT o FROM chosen)");
        }
    }

    private Outcome<Translation> translate(String sql, List<Type> types) {
        List<Column> columns = new ArrayList<>(List.of(new Column("g", "INT64"), new Column("o", "INT64")));
        for (int i = 0; i < types.size(); i++) {
            columns.add(new Column("x" + i, GoogleSqlType.name(types.get(i))));
        }
        PhysicalTable table = new PhysicalTable(TABLE, columns, "samples");
        return translator.translate(
                new StatementRequest(sql, "p", Optional.of("d"), List.of()),
                name -> name.equals(TABLE) ? Optional.of(table) : Optional.empty());
    }
}
