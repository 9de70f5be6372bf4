package io.meshwright.web;

import io.meshwright.lineage.LineageNode;
import io.meshwright.product.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ruler under the map: from the first version to now, with a mark for each version that came into force.
 *
 * @param words the same for those who do not see it
 * @param shown what is looked at, in words; empty for now
 * @param today the address of the map as it is now
 */
public record TimeRuler(List<Label> labels, List<Mark> marks, int needle, String words, String shown, String today) {

    static final int LEFT = 20;
    static final int RIGHT = 1040;

    private static final int SEGMENT = 42;
    private static final int LABELS = 6;

    /** Marks nearer to each other than this are one. */
    private static final int NEAR = 44;

    /** @param x from the left of the drawing */
    public record Label(int x, String text) {}

    /**
     * A version, or several that came at nearly the same time.
     *
     * @param when the last of them
     */
    public record Mark(int x, String text, String label, String href, boolean chosen, Instant when) {}

    /** @param node whose versions are marked; of all products when nothing is chosen */
    static TimeRuler of(List<HistoryEntry> history, Optional<LineageNode> node, LineageView view, Instant now) {
        Instant first = history.isEmpty() ? now : history.get(0).when();
        Span span = new Span(first, now);
        Optional<String> product =
                node.filter(LineageNode.Port.class::isInstance).map(port -> ((LineageNode.Port) port).product());
        List<HistoryEntry> entries = history.stream()
                .filter(entry -> product.map(entry.name()::equals)
                        .orElse(!entry.version().isEmpty()))
                .toList();
        List<Mark> marks = marks(entries, span, view);
        Optional<Mark> chosen = marks.stream().filter(Mark::chosen).findFirst();
        int needle = view.at()
                .flatMap(at ->
                        history.stream().filter(entry -> entry.number() == at).findFirst())
                .map(entry -> span.x(entry.when()))
                .orElse(RIGHT);
        String shown = view.at().isEmpty() ? "" : chosen.map(Mark::label).orElse("an earlier time");
        return new TimeRuler(
                span.labels(),
                marks,
                needle,
                "Time from " + span.day(first) + " to now. Showing " + (shown.isEmpty() ? "now" : shown) + ".",
                shown,
                view.at(Optional.empty()).href());
    }

    private static List<Mark> marks(List<HistoryEntry> entries, Span span, LineageView view) {
        List<Mark> marks = new ArrayList<>();
        List<HistoryEntry> group = new ArrayList<>();
        for (HistoryEntry entry : entries) {
            boolean apart = !group.isEmpty()
                    && span.x(entry.when()) - span.x(group.get(0).when()) >= NEAR;
            if (apart) {
                marks.add(mark(group, span, view));
                group.clear();
            }
            group.add(entry);
        }
        if (!group.isEmpty()) {
            marks.add(mark(group, span, view));
        }
        return marks;
    }

    private static Mark mark(List<HistoryEntry> group, Span span, LineageView view) {
        HistoryEntry last = group.get(group.size() - 1);
        String day = span.day(last.when());
        boolean one = group.size() == 1;
        boolean same = group.stream().map(HistoryEntry::name).distinct().count() == 1;
        String text = one || same ? last.version() : String.valueOf(group.size());
        String what = one || same ? last.name() + " " + last.version() : InWords.counted(group.size(), "version");
        boolean chosen = view.at()
                .filter(at -> group.stream().anyMatch(entry -> entry.number() == at))
                .isPresent();
        return new Mark(
                span.x(last.when()),
                text,
                what + ", " + day,
                view.at(Optional.of(last.number())).href(),
                chosen,
                last.when());
    }

    /** The black ones of the checkered line; those between them are empty. */
    public List<Integer> segments() {
        return IntStream.iterate(LEFT, x -> x + SEGMENT <= RIGHT, x -> x + 2 * SEGMENT)
                .boxed()
                .toList();
    }

    /** The time that the ruler spans. */
    private record Span(Instant first, Instant now) {

        private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
        private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

        int x(Instant moment) {
            double whole = Math.max(1, Duration.between(first, now).toMillis());
            double part = Duration.between(first, moment).toMillis() / whole;
            return (int) Math.round(LEFT + (RIGHT - LEFT) * Math.min(1, Math.max(0, part)));
        }

        String day(Instant moment) {
            return InWords.day(moment, now, ZoneId.systemDefault());
        }

        List<Label> labels() {
            Duration whole = Duration.between(first, now);
            DateTimeFormatter format = whole.toDays() > 60 ? MONTH : whole.toDays() > 1 ? DAY : CLOCK;
            List<Label> labels = new ArrayList<>();
            for (int i = 0; i < LABELS; i++) {
                Instant moment = first.plus(whole.multipliedBy(i).dividedBy(LABELS));
                String text = format.format(moment.atZone(ZoneId.systemDefault()));
                if (labels.isEmpty() || !labels.get(labels.size() - 1).text().equals(text)) {
                    labels.add(new Label(x(moment), text));
                }
            }
            return labels;
        }
    }
}
