package io.meshwright.emulator.rpc;

import io.meshwright.emulator.error.ApiError;
import java.util.HashMap;
import java.util.Map;

/** Places for those who read streams: a message that its reader does not take waits in memory. */
final class Readers {

    private static final long MEMORY_OF_ONE = 4_000_000;
    private static final int SHARE = 4;
    private static final int LEAST = 16;

    private final int most;
    private final Map<String, Integer> reading = new HashMap<>();

    /** @param most how many streams are read at a time, half of them by one caller */
    Readers(int most) {
        this.most = most;
    }

    /** As many as a quarter of the memory has room for. */
    static Readers within(long bytes) {
        return new Readers((int) Math.max(LEAST, Math.min(Integer.MAX_VALUE, bytes / SHARE / MEMORY_OF_ONE)));
    }

    synchronized void enter(String caller) {
        int own = reading.getOrDefault(caller, 0);
        int all = reading.values().stream().mapToInt(Integer::intValue).sum();
        if (own >= most / 2) {
            throw full("one caller reads " + most / 2);
        }
        if (all >= most) {
            throw full("all callers read " + most);
        }
        reading.put(caller, own + 1);
    }

    private static ApiError full(String who) {
        return new ApiError(
                "resourcesExceeded",
                "Resources exceeded: " + who + " streams at a time; read the others to their end, or cancel them.");
    }

    synchronized void leave(String caller) {
        reading.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
    }
}
