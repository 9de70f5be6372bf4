package io.meshwright.emulator.function;

import io.meshwright.emulator.javascript.JavaScriptSession;
import io.meshwright.sql.ReferenceExpression;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A session as the functions of its statements see it. DuckDB stops a statement between two vectors, of some 2,000 rows each;
 * a function that takes long asks in between whether it is still wanted.
 */
public final class FunctionSession implements AutoCloseable {

    /** The variable of a connection that tells its functions whose they are. */
    private static final String VARIABLE = "googlesql_session";

    /** DuckDB SQL for the session a statement runs in; NULL outside of any. */
    public static final String CURRENT = "CAST(getvariable('" + VARIABLE + "') AS VARCHAR)";

    private final FunctionSessions sessions;
    private final long id;
    private final JavaScriptSession scripts = new JavaScriptSession();
    private boolean announced;
    private volatile boolean stopped;

    FunctionSession(FunctionSessions sessions, long id) {
        this.sessions = sessions;
        this.id = id;
    }

    long id() {
        return id;
    }

    /** What its functions in JavaScript run in. */
    public JavaScriptSession scripts() {
        return scripts;
    }

    /** The connection, which tells the functions of a statement where they run if it calls any that ask. */
    public <C extends Connection> C announce(C connection, String sql) throws SQLException {
        scripts.begin();
        if (!announced && sql.contains(CURRENT)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET VARIABLE " + VARIABLE + " = " + id);
            }
            announced = true;
        }
        return connection;
    }

    /** Ends what runs, and whatever would come next. */
    public void stop() {
        stopped = true;
        scripts.stop();
    }

    public void goOn() {
        stopped = false;
        scripts.goOn();
    }

    /** Throws what a function fails with that nobody waits for any more. */
    public void requireRunning() {
        if (stopped) {
            throw cancelled();
        }
    }

    static ReferenceExpression.FailedExpression cancelled() {
        return new ReferenceExpression.FailedExpression("The query was cancelled");
    }

    @Override
    public void close() {
        stopped = true;
        sessions.ended(this);
        scripts.close();
    }
}
