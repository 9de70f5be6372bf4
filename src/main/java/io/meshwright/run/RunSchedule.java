package io.meshwright.run;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.meshwright.product.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * When products are due: five-field Unix cron in a time zone.
 *
 * <p>Where clocks go forward, a time that does not exist is kept at the first moment after the gap; where they go back, a
 * time that exists twice is kept once. Schedules that run through all hours ({@code *} or a step as hour) follow elapsed
 * time instead: they skip no hour and repeat none.
 */
public final class RunSchedule {

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** How far before a moment its wall-clock time is looked for: more than any zone's clock ever jumped. */
    private static final int HOURS_BACK = 26;

    private RunSchedule() {}

    /** Why a text is no cron expression; empty when it is one. */
    public static Optional<String> problem(String cron) {
        try {
            PARSER.parse(cron);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("'" + cron + "' is not a cron expression of five fields (minute, hour, day of month,"
                    + " month, day of week), such as 30 6 * * *: " + e.getMessage());
        }
    }

    /**
     * The next times after a moment, in order; fewer than asked for when the schedule ends, as 30 February does.
     *
     * @throws IllegalArgumentException when {@link #problem} has something to say
     */
    public static List<Instant> next(Schedule schedule, Instant after, int count) {
        Cron cron = PARSER.parse(schedule.cron());
        boolean everyHour = schedule.cron().strip().split("\\s+")[1].startsWith("*");
        ZoneRules rules = schedule.zone().getRules();
        ExecutionTime times = ExecutionTime.forCron(cron);
        TreeSet<Instant> found = new TreeSet<>();
        Optional<ZonedDateTime> local = times.nextExecution(after.atZone(schedule.zone())
                .toLocalDateTime()
                .minusHours(HOURS_BACK)
                .atZone(ZoneOffset.UTC));
        // One more than asked for: in the hour that repeats, moments are not found in their order.
        while (local.isPresent() && found.size() <= count + 1) {
            for (Instant moment : moments(local.get().toLocalDateTime(), rules, everyHour)) {
                if (moment.isAfter(after)) {
                    found.add(moment);
                }
            }
            local = times.nextExecution(local.get());
        }
        return found.stream().limit(count).toList();
    }

    /** The next time after a moment. */
    public static Optional<Instant> next(Schedule schedule, Instant after) {
        return next(schedule, after, 1).stream().findFirst();
    }

    /** The last time at or before a moment, as far as a year back. */
    public static Optional<Instant> last(Schedule schedule, Instant before) {
        ExecutionTime times = ExecutionTime.forCron(PARSER.parse(schedule.cron()));
        return times.lastExecution(before.atZone(schedule.zone()).plusSeconds(1))
                .map(ZonedDateTime::toInstant);
    }

    /** In words: {@code every day at 06:30, Europe/Amsterdam}. */
    public static String words(Schedule schedule) {
        return CronWords.of(schedule.cron()) + ", " + schedule.zone().getId();
    }

    private static List<Instant> moments(LocalDateTime local, ZoneRules rules, boolean everyHour) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        List<Instant> moments = new ArrayList<>();
        if (offsets.isEmpty()) {
            if (!everyHour) {
                moments.add(rules.getTransition(local).getInstant());
            }
        } else {
            for (ZoneOffset offset : everyHour ? offsets : offsets.subList(0, 1)) {
                moments.add(local.toInstant(offset));
            }
        }
        return moments;
    }
}
