package io.meshwright.launch;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An embedded PostgreSQL and a fresh home for the tests that start the application. */
public class CatalogDatabase implements QuarkusTestResourceLifecycleManager {

    /** Meshwright's own, as {@code Main} makes it for a started application. */
    public static final String INTERNAL_TOKEN = UUID.randomUUID().toString();

    public static final String OPERATOR_PASSWORD = "operator-of-the-tests";
    public static final String OPERATOR_TOKEN = UUID.randomUUID().toString();

    @Override
    public Map<String, String> start() {
        Path home = Path.of("target", "test-home", UUID.randomUUID().toString()).toAbsolutePath();
        EmbeddedPostgres database =
                EmbeddedPostgres.start(home.resolve("postgres"), Path.of("target", "postgres-programs"));
        // With the process: other test classes still use it.
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("meshwright.home", home.toString());
        settings.put("meshwright.internal-token", INTERNAL_TOKEN);
        settings.put("meshwright.operator.password", OPERATOR_PASSWORD);
        settings.put("meshwright.operator.token", OPERATOR_TOKEN);
        return settings;
    }

    @Override
    public void stop() {
        // See start().
    }
}
