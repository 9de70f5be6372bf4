package io.meshwright.emulator.translation;

import io.meshwright.emulator.function.FunctionSession;
import io.meshwright.emulator.function.FunctionSessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBWritableVector;

/** Functions of texts that may take long for a row: they ask whether they are still wanted. */
final class LongFunctions {

    private final Connection connection;
    private final FunctionSessions sessions;

    LongFunctions(Connection connection, FunctionSessions sessions) {
        this.connection = connection;
        this.sessions = sessions;
    }

    /** The result for texts that are not NULL; {@code wanted} throws when nobody waits for it any more. */
    @FunctionalInterface
    interface OfTexts<R> {
        R of(List<String> texts, Runnable wanted);
    }

    @FunctionalInterface
    private interface Output<R> {
        void set(DuckDBWritableVector vector, int row, R result);
    }

    /** A call as DuckDB SQL. */
    static String call(String name, String... arguments) {
        return name + "(" + FunctionSession.CURRENT + ", " + String.join(", ", arguments) + ")";
    }

    void text(String name, OfTexts<String> function) throws SQLException {
        register(name, DuckDBColumnType.VARCHAR, function, DuckDBWritableVector::setString);
    }

    void number(String name, OfTexts<Long> function) throws SQLException {
        register(name, DuckDBColumnType.BIGINT, function, DuckDBWritableVector::setLong);
    }

    void truth(String name, OfTexts<Boolean> function) throws SQLException {
        register(name, DuckDBColumnType.BOOLEAN, function, DuckDBWritableVector::setBoolean);
    }

    private <R> void register(String name, DuckDBColumnType type, OfTexts<R> function, Output<R> output)
            throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(name)
                .withVarArgs(DuckDBLogicalType.of(DuckDBColumnType.VARCHAR))
                .withReturnType(type)
                .withVectorizedFunction((chunk, vector) -> evaluate(chunk, vector, function, output))
                .register(connection);
    }

    private <R> void evaluate(
            DuckDBDataChunkReader chunk, DuckDBWritableVector vector, OfTexts<R> function, Output<R> output) {
        Optional<FunctionSession> session = session(sessions, chunk, 0);
        Runnable wanted = () -> session.ifPresent(FunctionSession::requireRunning);
        for (int row = 0; row < chunk.rowCount(); row++) {
            wanted.run();
            Optional<List<String>> texts = texts(chunk, row);
            if (texts.isPresent()) {
                output.set(vector, row, function.of(texts.get(), wanted));
            } else {
                vector.setNull(row);
            }
        }
    }

    /** The arguments after the session; empty when one of them is NULL. */
    private static Optional<List<String>> texts(DuckDBDataChunkReader chunk, int row) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < chunk.columnCount(); i++) {
            if (chunk.vector(i).isNull(row)) {
                return Optional.empty();
            }
            texts.add(chunk.vector(i).getString(row));
        }
        return Optional.of(texts);
    }

    /** The session that a column of {@link FunctionSession#CURRENT} names; empty outside of any. */
    static Optional<FunctionSession> session(FunctionSessions sessions, DuckDBDataChunkReader chunk, int column) {
        return chunk.rowCount() == 0 || chunk.vector(column).isNull(0)
                ? Optional.empty()
                : Optional.of(sessions.require(chunk.vector(column).getString(0)));
    }
}
