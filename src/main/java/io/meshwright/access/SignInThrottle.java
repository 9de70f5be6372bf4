package io.meshwright.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing passwords slow: after a few failures every further one doubles the wait, for the name from this
 * address, for the address as a whole, and last for the name from anywhere.
 */
final class SignInThrottle {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int REMEMBERED = 20_000;
    private static final int FREE_FOR_NAME_AND_ADDRESS = 5;
    private static final int FREE_FOR_ADDRESS = 25;
    private static final int FREE_FOR_NAME = 100;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant last) {

        Duration waitFrom(Instant now, int free) {
            if (count < free) {
                return Duration.ZERO;
            }
            Duration penalty = Duration.ofSeconds(1L << Math.min(count - free, 20));
            Instant end = last.plus(penalty.compareTo(LONGEST) > 0 ? LONGEST : penalty);
            return now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO;
        }
    }

    /** How long this attempt has to wait; zero when it may go on. */
    synchronized Duration before(String name, String address) {
        Duration wait = wait(pair(name, address), FREE_FOR_NAME_AND_ADDRESS);
        wait = longer(wait, wait(ofAddress(address), FREE_FOR_ADDRESS));
        return longer(wait, wait(ofName(name), FREE_FOR_NAME));
    }

    /** Counts a failure; called before the password is checked, and taken back by success. */
    synchronized void failed(String name, String address) {
        add(pair(name, address));
        add(ofAddress(address));
        add(ofName(name));
    }

    synchronized void succeeded(String name, String address) {
        failures.remove(pair(name, address));
        failures.remove(ofName(name));
        failures.computeIfPresent(
                ofAddress(address),
                (key, known) -> known.count() == 1 ? null : new Failures(known.count() - 1, known.last()));
    }

    private Duration wait(String key, int free) {
        Failures known = failures.get(key);
        return known == null ? Duration.ZERO : known.waitFrom(clock.instant(), free);
    }

    private void add(String key) {
        Instant now = clock.instant();
        failures.merge(key, new Failures(1, now), (known, one) -> {
            boolean longAgo = known.last().plus(LONGEST).isBefore(now);
            return new Failures(longAgo ? 1 : known.count() + 1, now);
        });
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String pair(String name, String address) {
        return "both " + address + " " + name;
    }

    private static String ofAddress(String address) {
        return "address " + address;
    }

    private static String ofName(String name) {
        return "name " + name;
    }
}
