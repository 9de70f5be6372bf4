package io.meshwright.launch;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The token with which the application calls its own embedded BigQuery: new in every process, written nowhere. */
final class InternalToken {

    private static final String PROPERTY = "meshwright.internal-token";

    private InternalToken() {}

    static void set() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        System.setProperty(PROPERTY, HexFormat.of().formatHex(bytes));
    }
}
