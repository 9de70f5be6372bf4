package io.meshwright.launch;

import io.meshwright.diagnostic.Outage;
import io.quarkus.logging.LoggingFilter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * While the catalog database is away, everybody who needs it complains, many times a second: the log says it once in a
 * while, in one line.
 */
@LoggingFilter(name = "outages")
public final class OutageLog implements Filter {

    private static final long QUIET_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final AtomicLong next = new AtomicLong();

    @Override
    public boolean isLoggable(LogRecord entry) {
        Optional<Outage> outage = Optional.ofNullable(entry.getThrown()).flatMap(Outage::behind);
        if (outage.isEmpty()) {
            return true;
        }
        long due = next.get();
        boolean first = entry.getMillis() >= due && next.compareAndSet(due, entry.getMillis() + QUIET_MILLIS);
        if (first) {
            String text = outage.get().what() + " (" + outage.get().cause() + ")";
            ExtLogRecord.wrap(entry).setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
            entry.setThrown(null);
        }
        return first;
    }
}
