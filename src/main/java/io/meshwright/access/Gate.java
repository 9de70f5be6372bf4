package io.meshwright.access;

import java.util.List;
import java.util.Set;

/** What a request needs before anything answers it, by method and path. Rights within a domain come on top. */
enum Gate {
    /** Anybody: the sign-in page, styles and scripts, health. */
    OPEN,
    /** Reading the catalog: anybody where reading is public. */
    READ,
    /** Every change, and what is somebody's own. */
    SIGNED_IN,
    /** The embedded BigQuery: its error shape, never the sign-in page. */
    WAREHOUSE,
    /** How the installation is doing: operators, and anybody on this machine. */
    OPERATION;

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> ASSETS =
            List.of("/static", "/web-bundler", "/favicon.ico", "/favicon.svg", "/logo.svg");
    private static final List<String> OPEN_PATHS =
            List.of("/sign-in", "/theme", "/q/health", "/discovery", "/$discovery");

    /** Whoever's session ended while they typed signs in here and keeps what they typed; strangers change nothing. */
    private static final Set<String> TYPED = Set.of("/register", "/register/check", "/register/session");

    private static final List<String> OWN = List.of("/account", "/register");
    private static final List<String> EMULATOR =
            List.of("/bigquery", "/projects", "/upload", "/resumable", "/batch", "/storage");

    static Gate of(String method, String path) {
        String plain = path.replaceAll(";[^/]*", "");
        if (isUnder(plain, EMULATOR)) {
            return WAREHOUSE;
        }
        if (isUnder(plain, OPEN_PATHS)) {
            return OPEN;
        }
        if (method.equals("POST") && TYPED.contains(plain)) {
            return OPEN;
        }
        if (!SAFE.contains(method)) {
            return SIGNED_IN;
        }
        if (isUnder(plain, ASSETS)) {
            return OPEN;
        }
        if (isUnder(plain, OWN)) {
            return SIGNED_IN;
        }
        boolean operation = isUnder(plain, List.of("/q")) && !isUnder(plain, List.of("/q/openapi"));
        return operation ? OPERATION : READ;
    }

    /** Whether programs speak BigQuery on this path. */
    static boolean isEmulator(String path) {
        return isUnder(path, EMULATOR);
    }

    static boolean isSafe(String method) {
        return SAFE.contains(method);
    }

    static boolean isUnder(String path, List<String> folders) {
        return folders.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }

    boolean lets(Actor actor, Exposure exposure) {
        return switch (this) {
            case OPEN -> true;
            case READ -> exposure.publicReading() || actor.isSignedIn();
            case SIGNED_IN, WAREHOUSE -> actor.isSignedIn();
            case OPERATION -> exposure.loopback() || actor.isOperator();
        };
    }
}
