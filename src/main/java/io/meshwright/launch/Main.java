package io.meshwright.launch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the catalog database where none is configured, then the application. */
@QuarkusMain
public class Main {

    public static void main(String... args) {
        InternalToken.set();
        var config = ConfigProvider.getConfig();
        if (config.getOptionalValue("quarkus.datasource.jdbc.url", String.class).isEmpty()) {
            Path home = config.getValue("meshwright.home", Path.class);
            EmbeddedPostgres.start(home.resolve("postgres")).forEach(System::setProperty);
        }
        Quarkus.run(args);
    }
}
