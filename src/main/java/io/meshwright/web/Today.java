package io.meshwright.web;

import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState;
import io.meshwright.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What happened in the mesh in the last 24 hours, the worst first; at most four lines. */
public record Today(String title, List<Line> lines) {

    private static final int LINES = 4;
    private static final Duration DAY = Duration.ofHours(24);

    /**
     * One thing that happened.
     *
     * @param glyph pass, warn or fail
     * @param subject what is linked
     */
    public record Line(String glyph, String subject, String href, String text) {}

    public Today {
        lines = List.copyOf(lines);
    }

    static Today of(Mesh mesh, Function<ProductName, ProductState> states, Instant now) {
        List<Line> failed = new ArrayList<>();
        List<Line> late = new ArrayList<>();
        List<ProductState> published = new ArrayList<>();
        for (ProductVersion product : mesh.products()) {
            ProductState state = states.apply(product.name());
            switch (state.condition()) {
                case CONTRACT_BROKEN, FAILED -> failed.add(failed(product, state));
                case INVALID -> failed.add(line("fail", product, " cannot run: its documents disagree."));
                case LATE -> late.add(line("warn", product, " is late. " + state.reason()));
                case CONTRACT_MET, RUNNING, WAITING -> {
                    if (isRecent(state, now)) {
                        published.add(state);
                    }
                }
            }
        }
        List<Line> lines = new ArrayList<>(failed);
        lines.addAll(late);
        lines.addAll(published(mesh, published));
        return new Today(title(now), lines.stream().limit(LINES).toList());
    }

    private static Line failed(ProductVersion product, ProductState state) {
        String what = state.condition() == ProductState.Condition.CONTRACT_BROKEN
                ? " broke its contract"
                : " could not be run";
        String when = state.last()
                .flatMap(Run::ended)
                .map(end -> " at " + InWords.time(end))
                .orElse("");
        String served = state.served().isPresent() ? ". The last good version is still served." : ".";
        String href = state.last().map(run -> "/runs/" + run.id()).orElse("/products/" + product.name());
        return new Line("fail", product.title() + what, href, when + served);
    }

    private static Line line(String glyph, ProductVersion product, String text) {
        return new Line(glyph, product.title(), "/products/" + product.name(), text);
    }

    private static boolean isRecent(ProductState state, Instant now) {
        return state.served()
                .flatMap(Run::ended)
                .filter(end -> end.isAfter(now.minus(DAY)))
                .isPresent();
    }

    /** First publications by name while they are few, all others as a number. */
    private static List<Line> published(Mesh mesh, List<ProductState> states) {
        List<ProductState> first = states.stream()
                .filter(state -> state.served().filter(run -> run.number() == 1).isPresent())
                .toList();
        List<Line> lines = new ArrayList<>();
        if (!first.isEmpty() && first.size() <= 2) {
            for (ProductState state : first) {
                mesh.product(state.product())
                        .ifPresent(product -> lines.add(line(
                                "pass",
                                product,
                                " is new from "
                                        + ProductCard.domainTitle(
                                                mesh, product.name().domain()) + ".")));
            }
        }
        if (!states.isEmpty()) {
            String text = first.size() == states.size() && first.size() > 2
                    ? " met their contract and were published for the first time."
                    : (states.size() == 1 ? " was" : " were") + " refreshed and met "
                            + (states.size() == 1 ? "its" : "their") + " contract.";
            lines.add(new Line("pass", InWords.counted(states.size(), "product"), "/runs", text));
        }
        return lines;
    }

    private static String title(Instant now) {
        int hour = now.atZone(ZoneId.systemDefault()).getHour();
        String part = hour < 5 ? "Tonight" : hour < 12 ? "This morning" : hour < 18 ? "This afternoon" : "This evening";
        return part + " in the mesh";
    }
}
