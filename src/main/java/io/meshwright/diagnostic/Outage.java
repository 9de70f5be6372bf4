package io.meshwright.diagnostic;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Something the application stands on that is away or has no room, for a while: nobody has to look for a mistake.
 *
 * @param what in a sentence, for people
 * @param cause what the database or its driver said, for operators
 */
public record Outage(String what, String cause) {

    private static final String AWAY =
            "The catalog database does not answer at this moment. Try again; nothing is lost.";
    private static final String FULL =
            "The disk of the catalog database is full. Try again when an operator has made room.";

    /** SQLSTATE: no connection, or one that an administrator or a crash ended. */
    private static final Set<String> AWAY_STATES = Set.of("57P01", "57P02", "57P03", "53300");

    private static final String AWAY_CLASS = "08";
    private static final String FULL_STATE = "53100";

    /** What the pool says when all connections are waited for. */
    private static final String POOL_EMPTY = "acquisition timeout";

    /** Whether it is what is behind a failure. */
    public static Optional<Outage> behind(Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Optional<Outage> outage = of(sql);
                if (outage.isPresent()) {
                    return outage;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Outage> of(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        if (state.equals(FULL_STATE)) {
            return Optional.of(new Outage(FULL, message));
        }
        boolean noPlace = message.toLowerCase(Locale.ROOT).contains(POOL_EMPTY);
        boolean away = state.startsWith(AWAY_CLASS) || AWAY_STATES.contains(state) || noPlace;
        return away ? Optional.of(new Outage(AWAY, message)) : Optional.empty();
    }
}
