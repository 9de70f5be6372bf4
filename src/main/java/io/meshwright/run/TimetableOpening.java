package io.meshwright.run;

import io.meshwright.product.ProductName;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the timetable under this process' name, and closes it. */
@Singleton
class TimetableOpening {

    private final DataSource database;
    private final CatalogSql catalog;
    private final ActiveRuns active;
    private final Clock clock;
    private final int parallel;
    private final Path home;
    private Timetable timetable;

    TimetableOpening(
            DataSource database,
            CatalogSql catalog,
            ActiveRuns active,
            Clock clock,
            @ConfigProperty(name = "meshwright.runs.parallel", defaultValue = "2") int parallel,
            @ConfigProperty(name = "meshwright.home") Path home) {
        this.database = database;
        this.catalog = catalog;
        this.active = active;
        this.clock = clock;
        this.parallel = parallel;
        this.home = home;
    }

    synchronized Timetable open(Timetable.Due due, Consumer<ProductName> run) {
        timetable = new Timetable(database, catalog, node(), parallel, clock, active, due, run);
        timetable.start();
        return timetable;
    }

    synchronized void close() {
        if (timetable != null) {
            timetable.stop();
        }
    }

    /** One process holds a home at a time: what carries this name in the catalog is this process, or a dead one. */
    private String node() {
        try {
            return InetAddress.getLocalHost().getHostName() + ":"
                    + home.toAbsolutePath().normalize();
        } catch (UnknownHostException e) {
            return "localhost:" + home.toAbsolutePath().normalize();
        }
    }
}
