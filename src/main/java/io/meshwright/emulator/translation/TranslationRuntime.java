package io.meshwright.emulator.translation;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import io.meshwright.emulator.function.FunctionSession;
import io.meshwright.emulator.function.FunctionSessions;
import io.meshwright.sql.ReferenceExpression;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBWritableVector;

/** What translated statements need to find in a DuckDB database: GoogleSQL's own functions, as Java scalar functions. */
public final class TranslationRuntime {

    private static final BigDecimal LARGEST_NUMERIC = new BigDecimal("99999999999999999999999999999.999999999");
    private static final int NUMERIC_SCALE = 9;
    private static final String SAID = "Invalid Input Error: ";
    private static final Pattern TRACE = Pattern.compile("\n+LINE \\d+: |\n\\s*at [\\w.$/]+\\(");
    private static final Pattern LINE = Pattern.compile("\n");

    /** Before those of the expression. */
    private static final int REFERENCE_ARGUMENTS = 2;

    private TranslationRuntime() {}

    /**
     * Registers the functions for every connection to the same database; once after it is opened.
     *
     * @param sessions those that call them
     * @param libraries the code at a URI
     */
    public static void install(Connection connection, FunctionSessions sessions, Function<String, String> libraries)
            throws SQLException {
        new JavaScriptRuntime(sessions, libraries).install(connection);
        LongFunctions functions = new LongFunctions(connection, sessions);
        reference(connection, sessions);
        numeric(connection);
        BigNumericOrder.install(connection);
        text(connection);
        TextFunctions.install(connection, functions);
        EditDistance.install(functions);
        SubstringSearch.install(functions);
        JsonQuotes.install(connection);
        PlainJson.install(connection);
    }

    /** What DuckDB says of a failed statement, without its categories and stack traces. */
    public static String messageOf(SQLException failure) {
        String whole = String.valueOf(failure.getMessage());
        // Only what statements say themselves, as ERROR() does, has lines of its own.
        Pattern end = whole.startsWith(SAID) ? TRACE : LINE;
        return RuntimeMessages.of(end.split(whole.stripTrailing(), 2)[0]
                .replaceFirst("^(Invalid Input|Out of Range|Conversion|Constraint|Binder|Catalog) Error: ", "")
                .replaceFirst("^java\\.lang\\.[A-Za-z]+: ", ""));
    }

    private static void reference(Connection connection, FunctionSessions sessions) throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(ReferenceCall.FUNCTION)
                .withVarArgs(DuckDBLogicalType.of(DuckDBColumnType.VARCHAR))
                .withReturnType(DuckDBColumnType.VARCHAR)
                .withVectorizedFunction(
                        (chunk, output) -> evaluate(chunk, LongFunctions.session(sessions, chunk, 0), output))
                .register(connection);
    }

    private static void evaluate(
            DuckDBDataChunkReader chunk, Optional<FunctionSession> session, DuckDBWritableVector output) {
        int rows = (int) chunk.rowCount();
        if (rows == 0) {
            return;
        }
        // DuckDB's own threads know no class loader, and the analyzer looks its native code up through it.
        Thread.currentThread().setContextClassLoader(TranslationRuntime.class.getClassLoader());
        String[] call = chunk.vector(1).getString(0).split("\n", 3);
        List<String> types = call[1].isEmpty() ? List.of() : List.of(call[1].split(";"));
        ReferenceExpression expression = ReferenceExpression.of(call[2], types, call[0]);
        expression.evaluate(
                rows,
                row -> row(chunk, row, expression.argumentTypes(), REFERENCE_ARGUMENTS),
                (value, row) -> write(value, row, output),
                () -> session.ifPresent(FunctionSession::requireRunning));
    }

    static void write(Value value, int row, DuckDBWritableVector output) {
        String text = Wire.text(value);
        if (text == null) {
            output.setNull(row);
        } else {
            output.setString(row, text);
        }
    }

    /** Arguments of a row as values, the first of them in the vector given. */
    static List<Value> row(DuckDBDataChunkReader chunk, int row, List<Type> types, long first) {
        List<Value> values = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
            var vector = chunk.vector(first + i);
            values.add(Wire.value(types.get(i), vector.isNull(row) ? null : vector.getString(row)));
        }
        return values;
    }

    private static void numeric(Connection connection) throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName("googlesql_numeric_multiply")
                .withParameters(numeric(), numeric())
                .withReturnType(numeric())
                .withFunction(TranslationRuntime::multiply)
                .register(connection);
        DuckDBFunctions.scalarFunction()
                .withName("googlesql_numeric_divide")
                .withParameters(numeric(), numeric())
                .withReturnType(numeric())
                .withFunction(TranslationRuntime::divide)
                .register(connection);
        DuckDBFunctions.scalarFunction()
                .withName("googlesql_round")
                .withParameters(Double.class, Integer.class)
                .withReturnType(Double.class)
                .withFunction(TranslationRuntime::round)
                .register(connection);
    }

    /** A new one each time: a builder closes the types it is given. */
    private static DuckDBLogicalType numeric() throws SQLException {
        return DuckDBLogicalType.decimal(38, NUMERIC_SCALE);
    }

    private static BigDecimal multiply(BigDecimal a, BigDecimal b) {
        return a == null || b == null
                ? null
                : checked(a.multiply(b), "numeric overflow: " + Wire.plain(a) + " * " + Wire.plain(b));
    }

    private static BigDecimal divide(BigDecimal a, BigDecimal b) {
        if (a == null || b == null) {
            return null;
        }
        if (b.signum() == 0) {
            throw new ReferenceExpression.FailedExpression("division by zero: " + Wire.plain(a) + " / 0");
        }
        BigDecimal quotient = a.divide(b, new MathContext(80, RoundingMode.DOWN));
        return checked(quotient, "numeric overflow: " + Wire.plain(a) + " / " + Wire.plain(b));
    }

    /** Halves away from zero, by all digits of the binary number. */
    private static Double round(Double number, Integer digits) {
        if (number == null || digits == null || !Double.isFinite(number)) {
            return number;
        }
        return new BigDecimal(number).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }

    private static BigDecimal checked(BigDecimal number, String overflow) {
        BigDecimal rounded = number.setScale(NUMERIC_SCALE, RoundingMode.HALF_UP);
        if (rounded.abs().compareTo(LARGEST_NUMERIC) > 0) {
            throw new ReferenceExpression.FailedExpression(overflow);
        }
        return rounded;
    }

    private static void text(Connection connection) throws SQLException {
        register(connection, "googlesql_upper", text -> text.toUpperCase(Locale.ROOT));
        register(connection, "googlesql_reverse", text -> new StringBuilder(text)
                .reverse()
                .toString());
        register(connection, "googlesql_lower", text -> text.toLowerCase(Locale.ROOT));
        register(connection, "googlesql_to_base32", hex -> BaseEncoding.base32()
                .encode(HexFormat.of().parseHex(hex)));
        register(connection, "googlesql_from_base32", TranslationRuntime::fromBase32);
        DuckDBFunctions.scalarFunction()
                .withName("googlesql_farm_fingerprint")
                .withParameter(String.class)
                .withReturnType(Long.class)
                .withFunction((String text) -> text == null
                        ? null
                        : Hashing.farmHashFingerprint64()
                                .hashString(text, StandardCharsets.UTF_8)
                                .asLong())
                .register(connection);
    }

    /** A function of one text, NULL for NULL. */
    static void register(Connection connection, String name, Function<String, String> function) throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(name)
                .withParameter(String.class)
                .withReturnType(String.class)
                .withFunction((String text) -> text == null ? null : function.apply(text))
                .register(connection);
    }

    private static String fromBase32(String text) {
        if (!BaseEncoding.base32().canDecode(text)) {
            throw new ReferenceExpression.FailedExpression("Failed to decode invalid base32 string");
        }
        return HexFormat.of().formatHex(BaseEncoding.base32().decode(text));
    }
}
