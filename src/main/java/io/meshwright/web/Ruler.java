package io.meshwright.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was measured against what is allowed, on a line: a block and a needle, in pixels of 160.
 *
 * @param words the same for those who do not see it
 */
public record Ruler(List<Block> allowed, String needle, boolean broken, String words) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final double WIDTH = 160;
    private static final double NARROWEST = 6;

    /** A stretch of allowed values. */
    public record Block(String x, String width) {}

    private record Interval(double from, double to) {}

    public Ruler {
        allowed = List.copyOf(allowed);
    }

    /** Empty when one of the two is not a number in words. */
    static Optional<Ruler> of(String expected, String measured, boolean broken) {
        List<Double> bounds = numbers(expected);
        List<Double> values = numbers(measured);
        boolean numeric = !bounds.isEmpty() && bounds.size() <= 2 && values.size() == 1 && !expected.contains("old");
        return numeric
                ? intervals(expected, bounds).map(intervals -> draw(intervals, bounds, values.get(0), broken, expected))
                : Optional.empty();
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text.replace(",", ""));
        while (matcher.find()) {
            numbers.add(new BigDecimal(matcher.group()).doubleValue());
        }
        return numbers;
    }

    private static Optional<List<Interval>> intervals(String expected, List<Double> bounds) {
        double first = bounds.get(0);
        double last = bounds.get(bounds.size() - 1);
        double end = Double.POSITIVE_INFINITY;
        if (expected.startsWith("between ")) {
            return Optional.of(List.of(new Interval(first, last)));
        }
        if (expected.startsWith("at least ") || expected.startsWith("more than ")) {
            return Optional.of(List.of(new Interval(first, end)));
        }
        if (expected.startsWith("at most ") || expected.startsWith("less than ")) {
            return Optional.of(List.of(new Interval(-end, first)));
        }
        if (expected.startsWith("not ")) {
            return Optional.of(List.of(new Interval(-end, first), new Interval(last, end)));
        }
        return expected.matches("-?[\\d.,]+( \\S+)?")
                ? Optional.of(List.of(new Interval(first, first)))
                : Optional.empty();
    }

    private static Ruler draw(
            List<Interval> intervals, List<Double> bounds, double measured, boolean broken, String expected) {
        double lowest = Math.min(0, Math.min(measured, bounds.get(0)));
        double highest = Math.max(measured, bounds.get(bounds.size() - 1));
        double reach = highest == lowest ? lowest + 1 : highest + (highest - lowest) * 0.2;
        List<Block> blocks = intervals.stream()
                .map(interval -> block(
                        place(Math.max(interval.from(), lowest), lowest, reach),
                        place(Math.min(interval.to(), reach), lowest, reach)))
                .toList();
        double needle = Math.min(WIDTH - 3, Math.max(3, place(measured, lowest, reach)));
        return new Ruler(blocks, pixels(needle), broken, "allowed: " + expected);
    }

    private static Block block(double from, double to) {
        double width = Math.max(NARROWEST, to - from);
        return new Block(pixels(Math.min(from, WIDTH - width)), pixels(width));
    }

    private static double place(double value, double lowest, double reach) {
        return (value - lowest) / (reach - lowest) * WIDTH;
    }

    private static String pixels(double value) {
        return String.format(Locale.ENGLISH, "%.1f", value);
    }
}
