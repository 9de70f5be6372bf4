package io.meshwright.warehouse;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which BigQuery to speak to, see {@code docs/configuration.md}: Google's where a project is set, else the own one. */
@Singleton
public class WarehouseSettings {

    /** The project of the embedded BigQuery. */
    public static final String EMBEDDED_PROJECT = "meshwright";

    private final Optional<String> project;
    private final Optional<Path> credentials;
    private final Optional<String> location;
    private final Optional<String> internalToken;
    private final String host;

    @Inject
    WarehouseSettings(
            @ConfigProperty(name = "meshwright.warehouse.project") Optional<String> project,
            @ConfigProperty(name = "meshwright.warehouse.credentials") Optional<Path> credentials,
            @ConfigProperty(name = "meshwright.warehouse.location") Optional<String> location,
            @ConfigProperty(name = "meshwright.internal-token") Optional<String> internalToken,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.project = project;
        this.credentials = credentials;
        this.location = location;
        this.internalToken = internalToken;
        this.host = host;
    }

    public boolean isEmbedded() {
        return project().equals(EMBEDDED_PROJECT);
    }

    public String project() {
        return project.orElse(EMBEDDED_PROJECT);
    }

    Optional<Path> credentials() {
        return credentials;
    }

    Optional<String> location() {
        return location;
    }

    String internalToken() {
        return internalToken.orElseThrow(
                () -> new IllegalStateException("meshwright.internal-token is not set; start the application by Main"));
    }

    /** Where this server can be reached from itself. */
    String localHost() {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        return everywhere ? "127.0.0.1" : host;
    }
}
