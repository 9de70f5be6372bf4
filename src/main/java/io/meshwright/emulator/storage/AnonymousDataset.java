package io.meshwright.emulator.storage;

import io.meshwright.sql.TableName;
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

    /** Whether a table is a query's result, and not one that somebody wrote there. */
    public static boolean isResult(Storage storage, TableName name) {
        return isOne(name.dataset()) && storage.table(name).isEmpty();
    }

    /** The name of a caller's. */
    public static String of(String caller) {
        return NAME
                + UUID.nameUUIDFromBytes(caller.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }
}
