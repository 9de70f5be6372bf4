package io.meshwright;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A catalog database for tests that need one and not the application. */
public final class MigratedDatabase {

    private static DataSource database;

    private MigratedDatabase() {}

    /** The one all tests of this process share. */
    public static synchronized DataSource get() {
        if (database == null) {
            try {
                database = EmbeddedPostgres.builder().start().getPostgresDatabase();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Flyway.configure().dataSource(database).load().migrate();
        }
        return database;
    }
}
