package io.meshwright.workshop;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a product shall run, as typed.
 *
 * @param rhythm hourly, daily, weekly, monthly, cron, or upstreams (whenever an input that is a product is published)
 * @param time such as 06:20; of an hourly rhythm the minutes count
 * @param day of the week, 1 (Monday) to 7, or of the month
 */
public record DraftSchedule(String rhythm, String time, String day, String cron, String zone) {

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-3])[:.]([0-5][0-9])");
    private static final Map<String, String> WEEKDAYS = Map.of(
            "1",
            "Monday",
            "2",
            "Tuesday",
            "3",
            "Wednesday",
            "4",
            "Thursday",
            "5",
            "Friday",
            "6",
            "Saturday",
            "7",
            "Sunday");

    static DraftSchedule of(FormFields fields) {
        return new DraftSchedule(
                orElse(fields.text("rhythm"), "daily"),
                orElse(fields.text("time").strip(), "06:00"),
                orElse(fields.text("day").strip(), "1"),
                fields.text("cron").strip(),
                orElse(fields.text("zone"), "UTC"));
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    /** The cron expression; empty when it runs only when asked, or when what was typed makes none. */
    public Optional<String> expression() {
        Matcher clock = TIME.matcher(time);
        if (rhythm.equals("cron")) {
            return parsed(cron).map(Cron::asString);
        }
        if (rhythm.equals("upstreams") || !clock.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(clock.group(1));
        int minute = Integer.parseInt(clock.group(2));
        String at = minute + " " + hour;
        String text =
                switch (rhythm) {
                    case "hourly" -> minute + " * * * *";
                    case "weekly" -> at + " * * " + ("7".equals(day) ? "0" : day);
                    case "monthly" -> at + " " + day + " * *";
                    default -> at + " * * *";
                };
        return parsed(text).map(Cron::asString);
    }

    /** What is wrong, in a sentence. */
    Optional<String> fault() {
        if (!zoneId().isPresent()) {
            return Optional.of("There is no time zone '" + zone + "'.");
        }
        if (rhythm.equals("upstreams") || expression().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                rhythm.equals("cron")
                        ? "Write five fields: minute, hour, day of month, month, day of week, such as 20 6 * * 1-5."
                        : "Write a time such as 06:20" + (rhythm.equals("monthly") ? " and a day from 1 to 28." : "."));
    }

    /** As people say it. */
    public String words() {
        if (fault().isPresent()) {
            return "";
        }
        String place =
                zone.contains("/") ? zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ') : zone;
        Matcher clock = TIME.matcher(time);
        String minute = clock.matches() ? clock.group(2) : "00";
        return switch (rhythm) {
            case "upstreams" -> "Whenever a product it reads is published, and when somebody asks.";
            case "hourly" -> "Every hour at " + minute + " minutes past, " + place + ".";
            case "weekly" -> "Every " + WEEKDAYS.getOrDefault(day, "Monday") + " at " + time + ", " + place + ".";
            case "monthly" -> "Every month on day " + day + " at " + time + ", " + place + ".";
            case "cron" -> capitalized(described(cron)) + ", " + place + ".";
            default -> "Every day at " + time + ", " + place + ".";
        };
    }

    /** The next times after a moment, at most three. */
    public List<ZonedDateTime> next(ZonedDateTime now) {
        List<ZonedDateTime> times = new ArrayList<>();
        if (fault().isPresent() || expression().isEmpty()) {
            return times;
        }
        ExecutionTime execution =
                ExecutionTime.forCron(PARSER.parse(expression().get()));
        Optional<ZonedDateTime> time = Optional.of(now.withZoneSameInstant(zoneId().orElseThrow()));
        while (times.size() < 3 && time.isPresent()) {
            time = execution.nextExecution(time.get());
            time.ifPresent(times::add);
        }
        return times;
    }

    private Optional<ZoneId> zoneId() {
        try {
            return Optional.of(ZoneId.of(zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Cron> parsed(String text) {
        try {
            return Optional.of(PARSER.parse(text).validate());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String described(String cron) {
        return CronDescriptor.instance(Locale.ENGLISH).describe(PARSER.parse(cron));
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
