package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.Value;
import io.meshwright.emulator.function.FunctionSession;
import io.meshwright.emulator.function.FunctionSessions;
import io.meshwright.emulator.javascript.JavaScriptCalls;
import io.meshwright.emulator.javascript.JavaScriptDefinition;
import io.meshwright.emulator.javascript.JavaScriptSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * The DuckDB functions that call functions in JavaScript: their arguments are a definition, a session and those of the
 * function.
 */
final class JavaScriptRuntime {

    private static final int ARGUMENTS = 2;

    private final JavaScriptCalls calls = new JavaScriptCalls();
    private final FunctionSessions sessions;
    private final Function<String, String> libraries;

    JavaScriptRuntime(FunctionSessions sessions, Function<String, String> libraries) {
        this.sessions = sessions;
        this.libraries = libraries;
    }

    void install(Connection connection) throws SQLException {
        for (JavaScriptCall.Form form : JavaScriptCall.Form.values()) {
            DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()
                    .withName(form.function())
                    .withVarArgs(DuckDBLogicalType.of(DuckDBColumnType.VARCHAR))
                    .withReturnType(DuckDBColumnType.VARCHAR)
                    .withVectorizedFunction(this::call);
            (form.isVolatile() ? function.withVolatile() : function).register(connection);
        }
        new JavaScriptAggregateRuntime(calls, sessions, libraries).install(connection);
    }

    private void call(DuckDBDataChunkReader chunk, DuckDBWritableVector output) {
        int rows = (int) chunk.rowCount();
        if (rows == 0) {
            return;
        }
        JavaScriptDefinition definition =
                JavaScriptDefinition.decoded(chunk.vector(0).getString(0));
        Optional<JavaScriptSession> session =
                LongFunctions.session(sessions, chunk, 1).map(FunctionSession::scripts);
        List<Type> types = definition.arguments().stream()
                .map(JavaScriptDefinition.Argument::type)
                .toList();
        List<List<Value>> arguments = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            arguments.add(TranslationRuntime.row(chunk, row, types, ARGUMENTS));
        }
        List<Value> results = calls.call(session, definition, arguments, libraries);
        for (int row = 0; row < rows; row++) {
            TranslationRuntime.write(results.get(row), row, output);
        }
    }
}
