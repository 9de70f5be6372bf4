package io.meshwright.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who can reach this server, and what they may read without signing in. */
@Singleton
public class Exposure {

    private final boolean loopback;
    private final boolean publicReading;

    @Inject
    Exposure(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "meshwright.access.public-reading") Optional<Boolean> publicReading) {
        this.loopback = isLoopback(host);
        this.publicReading = publicReading.orElse(loopback);
    }

    /** Whether only programs on this machine reach the server. */
    public boolean loopback() {
        return loopback;
    }

    /** Whether the catalog can be read without signing in. */
    public boolean publicReading() {
        return publicReading;
    }

    static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.contains(":") || host.matches("[0-9.]+");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Not an address: nothing listens on it, so it is not loopback either.
            return false;
        }
    }
}
