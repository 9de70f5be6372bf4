package io.meshwright.run;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Cron expressions as people say them; rare shapes as cron-utils describes them. */
final class CronWords {

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private CronWords() {}

    static String of(String cron) {
        String[] fields = cron.strip().split("\\s+");
        boolean everyMonth = fields.length == 5 && fields[3].equals("*");
        if (everyMonth && isNumber(fields[0]) && isNumber(fields[1])) {
            String time = "at " + two(fields[1]) + ":" + two(fields[0]);
            if (fields[2].equals("*")) {
                return weekdays(fields[4]).map(days -> days + " " + time).orElseGet(() -> described(cron));
            }
            if (isNumber(fields[2]) && fields[4].equals("*")) {
                return "every month on day " + Integer.parseInt(fields[2]) + " " + time;
            }
        }
        if (everyMonth && fields[2].equals("*") && fields[4].equals("*")) {
            return throughTheDay(fields[0], fields[1]).orElseGet(() -> described(cron));
        }
        return described(cron);
    }

    private static Optional<String> throughTheDay(String minute, String hour) {
        if (hour.equals("*") && minute.equals("*")) {
            return Optional.of("every minute");
        }
        if (hour.equals("*") && minute.startsWith("*/") && isNumber(minute.substring(2))) {
            return Optional.of("every " + minute.substring(2) + " minutes");
        }
        if (!isNumber(minute)) {
            return Optional.empty();
        }
        String past = " at minute " + Integer.parseInt(minute);
        if (hour.equals("*")) {
            return Optional.of("every hour" + past);
        }
        return hour.startsWith("*/") && isNumber(hour.substring(2))
                ? Optional.of("every " + hour.substring(2) + " hours" + past)
                : Optional.empty();
    }

    private static Optional<String> weekdays(String field) {
        return switch (field.toUpperCase(Locale.ROOT)) {
            case "*" -> Optional.of("every day");
            case "1-5", "MON-FRI" -> Optional.of("Monday to Friday");
            case "0,6", "6,0", "6,7", "SAT,SUN" -> Optional.of("Saturday and Sunday");
            default ->
                Arrays.stream(field.split(",")).allMatch(day -> isNumber(day) && Integer.parseInt(day) <= 7)
                        ? Optional.of(Arrays.stream(field.split(","))
                                .map(day -> DAYS.get(Integer.parseInt(day)))
                                .collect(Collectors.joining(", ", "every ", "")))
                        : Optional.empty();
        };
    }

    private static String described(String cron) {
        return CronDescriptor.instance(Locale.UK).describe(PARSER.parse(cron));
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,2}");
    }

    private static String two(String number) {
        return number.length() == 1 ? "0" + number : number;
    }
}
