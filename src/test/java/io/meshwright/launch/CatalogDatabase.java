package io.meshwright.launch;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An embedded PostgreSQL and a fresh home for the tests that start the application. */
public class CatalogDatabase implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Path home = Path.of("target", "test-home", UUID.randomUUID().toString()).toAbsolutePath();
        Map<String, String> settings = new HashMap<>(EmbeddedPostgres.start(home.resolve("postgres")));
        settings.put("meshwright.home", home.toString());
        return settings;
    }

    @Override
    public void stop() {
        // The server stops with the process; other test classes may still use it.
    }
}
