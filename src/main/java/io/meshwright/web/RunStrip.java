package io.meshwright.web;

import io.meshwright.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The newest runs as frames of a film, newest right: height is duration, crossed is failed.
 *
 * @param words the same for those who do not see it
 */
public record RunStrip(int width, int height, List<Frame> frames, String words) {

    private static final int PITCH = 8;
    private static final int FRAME = 6;
    private static final double LOWEST = 0.25;

    /**
     * One run.
     *
     * @param kind empty when it passed, w with warnings, f failed, s stopped
     * @param cross path of the cross over a failed one; empty otherwise
     */
    public record Frame(String kind, String x, String y, String width, String height, String cross) {}

    public RunStrip {
        frames = List.copyOf(frames);
    }

    /** @param runs finished ones, oldest first */
    static RunStrip of(List<Run> runs, int slots, int height) {
        List<Run> shown = runs.subList(Math.max(0, runs.size() - slots), runs.size());
        double longest = shown.stream().mapToLong(RunStrip::millis).max().orElse(1);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Run run = shown.get(i);
            int x = (slots - shown.size() + i) * PITCH;
            double share = LOWEST + (1 - LOWEST) * millis(run) / Math.max(1, longest);
            frames.add(frame(kind(run), x, height, share * (height - 3)));
        }
        return new RunStrip(slots * PITCH - (PITCH - FRAME), height, frames, words(shown));
    }

    private static Frame frame(String kind, int x, int height, double tall) {
        if (kind.equals("f")) {
            String cross = "m%d 1 4 %d m0 -%d -4 %d".formatted(x + 1, height - 2, height - 2, height - 2);
            return new Frame(kind, x + ".6", ".6", "4.8", number(height - 1.2), cross);
        }
        double inset = kind.isEmpty() ? 0 : 0.6;
        return new Frame(
                kind,
                number(x + inset),
                number(height - tall + inset),
                number(FRAME - 2 * inset),
                number(tall - 2 * inset),
                "");
    }

    private static String kind(Run run) {
        return switch (run.state()) {
            case PUBLISHED -> run.warnings() > 0 ? "w" : "";
            case HELD_BACK, FAILED -> "f";
            case INTERRUPTED, WAITING, RUNNING -> "s";
        };
    }

    private static long millis(Run run) {
        return run.started()
                .flatMap(start ->
                        run.ended().map(end -> Duration.between(start, end).toMillis()))
                .orElse(0L);
    }

    private static String words(List<Run> shown) {
        if (shown.isEmpty()) {
            return "No runs yet";
        }
        Map<String, Long> counts = shown.stream()
                .collect(Collectors.groupingBy(RunStrip::outcome, LinkedHashMap::new, Collectors.counting()));
        String outcomes = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return (shown.size() == 1 ? "Last run: " : "Last " + shown.size() + " runs: ") + outcomes;
    }

    private static String outcome(Run run) {
        return switch (run.state()) {
            case PUBLISHED -> run.warnings() > 0 ? "passed with warnings" : "passed";
            case HELD_BACK -> "held back";
            case FAILED -> "failed";
            case INTERRUPTED -> "interrupted";
            case WAITING, RUNNING -> "unfinished";
        };
    }

    private static String number(double value) {
        String text = String.format(Locale.ENGLISH, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
