package io.meshwright.web;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times, spans and numbers as people say them. Times of day are the server's. */
@TemplateExtension
public final class InWords {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    /** Whole numbers with five digits and more; years and parts of times and names stay as they are. */
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<![\\w.,:-])\\d{5,18}(?![\\w.,:-])");

    private InWords() {}

    /** Such as "2 h ago". */
    public static String ago(Instant moment) {
        return ago(moment, Instant.now());
    }

    static String ago(Instant moment, Instant now) {
        Duration age = Duration.between(moment, now);
        if (age.toMinutes() < 1) {
            return "just now";
        }
        return roughly(age) + " ago";
    }

    /** The largest unit alone: "35 min", "2 h", "1 day". */
    static String roughly(Duration span) {
        if (span.toMinutes() < 60) {
            return Math.max(1, span.toMinutes()) + " min";
        }
        if (span.toHours() < 24) {
            return span.toHours() + " h";
        }
        return span.toDays() == 1 ? "1 day" : span.toDays() + " days";
    }

    /** Such as 19 Feb 2027. */
    public static String date(LocalDate day) {
        return DAY_OF_YEAR.format(day);
    }

    /** Such as "Today 06:21" or "18 Nov 06:21". */
    public static String day(Instant moment) {
        return day(moment, Instant.now(), ZoneId.systemDefault());
    }

    static String day(Instant moment, Instant now, ZoneId zone) {
        var local = moment.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        long days = ChronoUnit.DAYS.between(today, local.toLocalDate());
        String day =
                switch ((int) Math.max(-2, Math.min(2, days))) {
                    case -1 -> "Yesterday";
                    case 0 -> "Today";
                    case 1 -> "Tomorrow";
                    default -> (local.getYear() == today.getYear() ? DAY : DAY_OF_YEAR).format(local);
                };
        return day + " " + TIME.format(local);
    }

    /** The time alone, to the second: "06:03:11". */
    public static String clock(Instant moment) {
        return SECONDS.format(moment.atZone(ZoneId.systemDefault()));
    }

    /** The time alone: "06:03". */
    public static String time(Instant moment) {
        return TIME.format(moment.atZone(ZoneId.systemDefault()));
    }

    /** For {@code datetime} attributes. */
    public static String iso(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Such as "0.4 s", "48 s", "2 min 5 s" or "1 h 3 min". */
    public static String said(Duration span) {
        if (span.toMillis() < 9_950) {
            return String.format(Locale.ENGLISH, "%.1f s", span.toMillis() / 1000.0);
        }
        long seconds = Math.round(span.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** With separators: 109,803. */
    public static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** With separators: 109,803. */
    public static String grouped(int number) {
        return grouped((long) number);
    }

    /** The same text with separators in its longer numbers: "at least 98420 rows" becomes "at least 98,420 rows". */
    public static String groupedDigits(String text) {
        return LONG_NUMBER.matcher(text).replaceAll(match -> grouped(Long.parseLong(match.group())));
    }

    /** A number with its noun: "1 run", "3 runs". */
    static String counted(long number, String noun) {
        return grouped(number) + " " + (number == 1 ? noun : noun + "s");
    }

    /** As {@code movies-interactions} reads where no title is known: Movies interactions. */
    static String title(String kebab) {
        String words = kebab.replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
