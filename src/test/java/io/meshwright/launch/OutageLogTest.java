package io.meshwright.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class OutageLogTest {

    private final OutageLog log = new OutageLog();

    @Test
    void saysOnceAndInOneLineThatTheCatalogIsAway() {
        Throwable refused = new IllegalStateException("no connection", new SQLException("Connection refused", "08001"));
        ExtLogRecord first = record("Runs could not be started", refused);

        assertThat(log.isLoggable(first)).isTrue();
        assertThat(first.getThrown()).isNull();
        assertThat(first.getMessage())
                .contains("The catalog database does not answer")
                .endsWith("(Connection refused)");
        assertThat(log.isLoggable(record("Unhandled exception", new SQLException("Acquisition timeout"))))
                .isFalse();
    }

    @Test
    void keepsWhatSomebodyHasToLookInto() {
        ExtLogRecord mistake = record("Job failed", new SQLException("syntax error", "42601"));

        assertThat(log.isLoggable(mistake)).isTrue();
        assertThat(mistake.getThrown()).isNotNull();
    }

    private static ExtLogRecord record(String message, Throwable thrown) {
        ExtLogRecord entry = new ExtLogRecord(
                Level.SEVERE, message, ExtLogRecord.FormatStyle.NO_FORMAT, OutageLogTest.class.getName());
        entry.setThrown(thrown);
        return entry;
    }
}
