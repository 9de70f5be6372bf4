package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.function.FunctionSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;

/**
 * A connection to DuckDB that another thread can stop at any moment.
 *
 * <p>Everything DuckDB complains about comes out as an {@link ApiError}.
 */
public final class Session implements AutoCloseable {

    private static final int FAREWELL_MILLIS = 5_000;
    private static final int PAUSE_MILLIS = 10;

    private final DuckDb duckDb;
    private final DuckDBConnection connection;
    private final FunctionSession functions;
    private volatile Statement running;
    private volatile ApiError stopped;
    private boolean publishing;
    private Transaction transaction;

    Session(DuckDb duckDb, DuckDBConnection connection) {
        this.duckDb = duckDb;
        this.connection = connection;
        this.functions = duckDb.functions().open();
    }

    /** Reads a result while it streams. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Runs a statement without a result. */
    public void execute(String sql) {
        run(sql, statement -> statement.execute(sql));
    }

    /** Runs INSERT, UPDATE or DELETE and returns the rows it changed. */
    public long update(String sql) {
        return run(sql, statement -> statement.executeLargeUpdate(sql));
    }

    /** Runs a statement that gives one text a row, and counts each. */
    public Map<String, Long> counts(String sql) {
        return query(sql, rows -> {
            Map<String, Long> counts = new HashMap<>();
            while (rows.next()) {
                counts.merge(rows.getString(1), 1L, Long::sum);
            }
            return counts;
        });
    }

    public <T> T query(String sql, Reader<T> reader) {
        return run(sql, statement -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
                return reader.read(rows);
            }
        });
    }

    /** Reads a result chunk by chunk while it is computed: whatever its size, little of it is in memory. */
    @FunctionalInterface
    public interface ChunkReader<T> {
        T read(DuckDBChunkedResult chunks) throws SQLException;
    }

    /** Runs a query of plain columns; of DuckDB's interfaces this is the one that streams and tells errors. */
    public <T> T stream(String sql, ChunkReader<T> reader) {
        try (DuckDBPreparedStatement statement =
                functions.announce(connection, sql).prepare(sql)) {
            running = statement;
            checkStopped();
            try (DuckDBChunkedResult chunks = statement.query()) {
                T result = reader.read(chunks);
                checkStopped();
                return result;
            }
        } catch (DuckDBFunctions.FunctionException e) {
            throw failure(new SQLException(e.getMessage(), e), sql);
        } catch (SQLException e) {
            throw failure(e, sql);
        } finally {
            running = null;
        }
    }

    /** The first column of the first row, as a number. */
    public long number(String sql) {
        return query(sql, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    /**
     * Runs INSERT, UPDATE or DELETE with values in the place of its question marks, and returns the rows it changed. They
     * stand in the statement as literals: to prepare it would take DuckDB as long again.
     */
    long update(String sql, Object... values) {
        return update(DuckDb.filled(sql, values));
    }

    /** Runs some statements as one, all or nothing. */
    public void inTransaction(Runnable work) {
        begin();
        try {
            work.run();
            commit();
        } catch (RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    /** The transaction of several statements this session is in. */
    Optional<Transaction> transaction() {
        return Optional.ofNullable(transaction);
    }

    /** Begins a transaction of several statements; what begins and commits inside it has no effect of its own. */
    void enter(Transaction entered) {
        begin();
        transaction = entered;
    }

    /** Whether DuckDB takes statements in the transaction: after some failures it waits for its end. */
    boolean answers() {
        try {
            number("SELECT 1");
            return true;
        } catch (ApiError e) {
            return false;
        }
    }

    void leave() {
        transaction = null;
    }

    void begin() {
        if (transaction != null) {
            return;
        }
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw failure(e, "BEGIN");
        }
    }

    void commit() {
        if (transaction != null) {
            return;
        }
        try {
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            ApiError failure = failure(e, "COMMIT");
            if (!DuckDbFailure.isCommitted(e)) {
                throw failure;
            }
        }
    }

    void rollback(RuntimeException cause) {
        if (transaction != null) {
            return;
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            // A commit that failed has ended the transaction.
            cause.addSuppressed(e);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Stops what runs now and whatever would come next; the reason becomes the error of the work that is stopped.
     *
     * @return false when something is just becoming visible: that is not stopped any more
     */
    public boolean stop(ApiError reason) {
        synchronized (this) {
            stopped = reason;
            if (publishing) {
                return false;
            }
        }
        functions.stop();
        Statement statement = running;
        if (statement != null) {
            Interruption.of(statement, reason);
        }
        return true;
    }

    /** Does what others will see: a stop comes before it, or after it. */
    void publishing(Runnable work) {
        synchronized (this) {
            checkStopped();
            publishing = true;
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                publishing = false;
            }
        }
    }

    /** Lets a session go on that was stopped; false when it is closed. */
    public boolean goOn() {
        stopped = null;
        functions.goOn();
        try {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    /** Throws what this session was stopped with, if it was. */
    public void checkStopped() {
        if (stopped != null) {
            throw stopped;
        }
        functions.scripts().checkExhausted();
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Statement statement = functions.announce(connection, sql).createStatement()) {
            running = statement;
            checkStopped();
            T result = work.with(statement);
            checkStopped();
            return result;
        } catch (SQLException e) {
            throw failure(e, sql);
        } finally {
            running = null;
        }
    }

    private ApiError failure(SQLException e, String sql) {
        if (stopped == null && DuckDbFailure.isFatal(e)) {
            duckDb.lose(DuckDbFailure.translate(e, sql));
        }
        return stopped != null ? stopped : DuckDbFailure.translate(e, sql);
    }

    /** Ends the session from outside: what runs is stopped, and whatever comes next fails. */
    void abort(ApiError reason) throws InterruptedException {
        stop(reason);
        for (int waited = 0; running != null && waited < FAREWELL_MILLIS; waited += PAUSE_MILLIS) {
            Thread.sleep(PAUSE_MILLIS);
        }
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        duckDb.ended(this);
        functions.close();
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDbFailure.translate(e, "close");
        }
    }
}
