package io.meshwright.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;

/** What commonly keeps a server from starting, said in one line before anything else happens. */
final class Preflight {

    private static final int DEFAULT_PORT = 8080;

    private final Config config;

    Preflight(Config config) {
        this.config = config;
    }

    /** Throws {@link CannotStart} when another program listens where this one wants to. */
    void checkPort() {
        String host = config.getOptionalValue("quarkus.http.host", String.class).orElse("127.0.0.1");
        int port = config.getOptionalValue("quarkus.http.port", Integer.class).orElse(DEFAULT_PORT);
        try (ServerSocket socket = new ServerSocket()) {
            // As the server will do it: a port that was just given up is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new CannotStart(
                    "there is no host '" + host + "'; set QUARKUS_HTTP_HOST to an address of this machine");
        } catch (IOException e) {
            throw new CannotStart("port " + port + " on " + host + " cannot be used (" + e.getMessage()
                    + "); set QUARKUS_HTTP_PORT to a free one");
        }
    }

    /** Throws {@link CannotStart} when the configured catalog database does not answer. */
    void checkDatabase(String url) {
        Properties login = new Properties();
        config.getOptionalValue("quarkus.datasource.username", String.class)
                .ifPresent(user -> login.setProperty("user", user));
        config.getOptionalValue("quarkus.datasource.password", String.class)
                .ifPresent(password -> login.setProperty("password", password));
        login.setProperty("connectTimeout", "10");
        try {
            DriverManager.getConnection(url, login).close();
        } catch (SQLException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new CannotStart("the catalog database " + withoutSecrets(url) + " does not answer ("
                    + reason.lines().findFirst().orElse("")
                    + "); check QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME and"
                    + " QUARKUS_DATASOURCE_PASSWORD, or leave them out to use the embedded one");
        }
    }

    private static String withoutSecrets(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
