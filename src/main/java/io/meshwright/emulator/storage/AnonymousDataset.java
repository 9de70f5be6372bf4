package io.meshwright.emulator.storage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** The hidden dataset of each caller: there the results of their queries are found, and tables of theirs that live a day. */
public final class AnonymousDataset {

    static final Duration LIFETIME = Duration.ofHours(24);

    private static final String NAME = "_anonymous";

    private AnonymousDataset() {}

    public static boolean isOne(String dataset) {
        return dataset.startsWith(NAME);
    }

    /** The name of a caller's. */
    public static String of(String caller) {
        return NAME
                + UUID.nameUUIDFromBytes(caller.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }
}
