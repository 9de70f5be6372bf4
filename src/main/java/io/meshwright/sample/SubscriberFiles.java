package io.meshwright.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Writes what Messflix knows of its subscribers: team Green's accounts, subscriptions and logins, team Yellow's plays.
 * A few accounts behave like fraud: many failed logins, plays in two countries on one day.
 */
final class SubscriberFiles {

    private static final int MONTHS = 12;
    private static final int ACCOUNTS = 1_000;
    private static final int LOGINS = 30_000;
    private static final int PLAYS = 50_000;
    private static final List<String> COUNTRIES =
            List.of("AT", "BR", "CA", "CZ", "DE", "ES", "FR", "GB", "NL", "PL", "US");
    private static final Lottery COUNTRY = new Lottery(3, 7, 6, 3, 17, 8, 10, 14, 5, 7, 20);
    private static final List<String> PLANS = List.of("basic", "standard", "premium");
    private static final List<String> PRICES = List.of("6.99", "10.99", "15.99");
    private static final Lottery PLAN = new Lottery(35, 45, 20);
    private static final List<String> PAYMENTS = List.of("card", "direct debit", "wallet", "gift card");
    private static final Lottery PAYMENT = new Lottery(48, 26, 22, 4);
    private static final List<String> DEVICES = List.of("tv", "phone", "tablet", "browser", "console");
    private static final Lottery DEVICE = new Lottery(38, 26, 10, 18, 8);

    private final Timeline timeline;
    private final int[] movies;
    private final RandomGenerator random;
    private final String[] country = new String[ACCOUNTS];
    private final long[] created = new long[ACCOUNTS];
    private final boolean[] suspicious = new boolean[ACCOUNTS];
    private final LocalDate[] endOfLastSubscription = new LocalDate[ACCOUNTS];
    private final Lottery activity;

    private SubscriberFiles(Timeline timeline, int[] movies, RandomGenerator random) {
        this.timeline = timeline;
        this.movies = movies;
        this.random = random;
        double[] weights = new double[ACCOUNTS];
        for (int account = 0; account < ACCOUNTS; account++) {
            country[account] = COUNTRIES.get(COUNTRY.draw(random));
            long before = timeline.start(0) - random.nextLong(86_400L * 900);
            long during = random.nextLong(timeline.start(0), timeline.start(MONTHS - 1));
            created[account] = random.nextInt(10) < 6 ? before : during;
            suspicious[account] = random.nextInt(60) == 0;
            weights[account] = Math.exp(0.9 * random.nextGaussian());
        }
        activity = new Lottery(weights);
    }

    /** @param movies the movieIds that are on the screen */
    static void write(Path directory, int[] movies, Instant asOf, long seed) throws IOException {
        SubscriberFiles files = new SubscriberFiles(Timeline.before(asOf, MONTHS), movies, new SplittableRandom(seed));
        files.accounts(directory.resolve("accounts.csv"));
        files.subscriptions(directory.resolve("subscriptions.csv"));
        files.logins(directory.resolve("logins.csv"));
        files.plays(directory.resolve("play_events.json"));
    }

    private void accounts(Path path) throws IOException {
        String[] columns = {"account_id", "user_id", "email", "country", "birth_year", "created_at"};
        try (TextFile file = TextFile.csv(path, columns)) {
            for (int account = 0; account < ACCOUNTS; account++) {
                file.field(id(account));
                if (random.nextInt(100) < 85) {
                    file.field(account + 1L);
                } else {
                    file.emptyField();
                }
                file.field("viewer" + id(account) + "@example.org")
                        .field(country[account])
                        .field(timeline.last().getYear() - 18 - random.nextInt(60))
                        .field(Instant.ofEpochSecond(created[account]).toString())
                        .endRow();
            }
        }
    }

    private void subscriptions(Path path) throws IOException {
        String[] columns = {
            "subscription_id", "account_id", "plan", "monthly_price", "payment_method", "started_on", "ended_on"
        };
        try (TextFile file = TextFile.csv(path, columns)) {
            int subscription = 500_000;
            LocalDate end = LocalDate.ofEpochDay(timeline.end() / 86_400);
            for (int account = 0; account < ACCOUNTS; account++) {
                LocalDate start = LocalDate.ofEpochDay(created[account] / 86_400);
                boolean more = true;
                while (more && start.isBefore(end)) {
                    LocalDate stop = start.plusMonths(2 + (long) (random.nextExponential() * 16));
                    boolean open = !stop.isBefore(end);
                    subscription(file, ++subscription, account, start, open ? null : stop);
                    endOfLastSubscription[account] = stop;
                    start = stop.plusDays(random.nextInt(40));
                    more = !open && random.nextInt(10) < 7;
                }
            }
        }
    }

    private void subscription(TextFile file, int id, int account, LocalDate start, LocalDate stop) throws IOException {
        int plan = PLAN.draw(random);
        file.field(id)
                .field(id(account))
                .field(PLANS.get(plan))
                .field(PRICES.get(plan))
                .field(PAYMENTS.get(PAYMENT.draw(random)))
                .field(start.toString());
        if (stop == null) {
            file.emptyField().endRow();
        } else {
            file.field(stop.toString()).endRow();
        }
    }

    private void logins(Path path) throws IOException {
        String[] columns = {"login_id", "account_id", "logged_in_at", "country", "device", "succeeded"};
        try (TextFile file = TextFile.csv(path, columns)) {
            long login = 7_000_000;
            for (long second : moments(LOGINS)) {
                int account = accountAt(second);
                int failures = suspicious[account] && random.nextInt(12) == 0 ? 4 + random.nextInt(8) : 0;
                for (int failure = 0; failure < failures; failure++) {
                    login(file, ++login, account, second + 2L * failure, false);
                }
                login(file, ++login, account, second + 2L * failures, random.nextInt(40) > 0);
            }
        }
    }

    private void login(TextFile file, long id, int account, long second, boolean succeeded) throws IOException {
        file.field(id)
                .field(id(account))
                .field(Instant.ofEpochSecond(Math.min(second, timeline.end() - 1))
                        .toString())
                .field(whereabouts(account))
                .field(DEVICES.get(DEVICE.draw(random)))
                .field(succeeded ? "true" : "false")
                .endRow();
    }

    private void plays(Path path) throws IOException {
        double[] fame = new double[movies.length];
        Arrays.setAll(fame, movie -> Math.exp(1.4 * random.nextGaussian()));
        Lottery films = new Lottery(fame);
        try (TextFile file = new TextFile(path)) {
            long event = 90_000_000;
            for (long second : moments(PLAYS)) {
                int account = accountAt(second);
                int minutes = 82 + random.nextInt(60);
                int watched = random.nextInt(100) < 58 ? minutes * 60 : 20 + random.nextInt(minutes * 58);
                file.raw("{\"event_id\":")
                        .number(++event)
                        .raw(",\"account_id\":")
                        .number(id(account))
                        .raw(",\"movie_id\":")
                        .number(movies[films.draw(random)])
                        .raw(",\"started_at\":\"")
                        .raw(Instant.ofEpochSecond(second).toString())
                        .raw("\",\"country\":\"")
                        .raw(whereabouts(account))
                        .raw("\",\"device\":\"")
                        .raw(DEVICES.get(DEVICE.draw(random)))
                        .raw("\",\"seconds_watched\":")
                        .number(watched)
                        .raw(",\"finished\":")
                        .raw(watched == minutes * 60 ? "true}\n" : "false}\n");
            }
        }
    }

    private long[] moments(int count) {
        return LongStream.generate(() -> random.nextLong(timeline.start(0), timeline.end()))
                .limit(count)
                .sorted()
                .toArray();
    }

    private int accountAt(long second) {
        LocalDate day = LocalDate.ofEpochDay(second / 86_400);
        int account = activity.draw(random);
        while (created[account] > second - 86_400 || isGone(account, day)) {
            account = activity.draw(random);
        }
        return account;
    }

    /** Honest people stop watching when they stop paying. */
    private boolean isGone(int account, LocalDate day) {
        return !suspicious[account] && day.isAfter(endOfLastSubscription[account]);
    }

    private String whereabouts(int account) {
        boolean abroad = random.nextInt(suspicious[account] ? 4 : 2_000) == 0;
        return abroad ? COUNTRIES.get(random.nextInt(COUNTRIES.size())) : country[account];
    }

    private static long id(int account) {
        return 10_001L + account;
    }
}
