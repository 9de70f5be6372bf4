package io.meshwright.web;

import io.meshwright.product.Mesh;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState;
import io.meshwright.run.Run;
import io.meshwright.run.RunState;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a run shows.
 *
 * @param served what consumers read meanwhile; empty when it is this run's own publication
 * @param mayRun whether the viewer may run the product again
 * @param seesRows whether the viewer may see rows that break rules
 */
public record RunView(
        Run run,
        String title,
        String productHref,
        String team,
        String result,
        List<Act> acts,
        List<RuleRow> rules,
        Optional<Served> served,
        RunStrip strip,
        List<EventView> events,
        boolean mayRun,
        boolean seesRows) {

    /** What consumers read although this run did not publish. */
    public record Served(String tone, String title, String text, String href) {}

    /** An OpenLineage event, with its JSON. */
    public record EventView(String type, String time, Code json) {}

    static RunView of(
            Run run,
            Mesh mesh,
            Optional<ProductState> state,
            List<EventView> events,
            boolean mayRun,
            boolean seesRows) {
        Optional<ProductVersion> product = mesh.product(run.product());
        return new RunView(
                run,
                product.map(ProductVersion::title)
                        .orElse(InWords.title(run.product().name())),
                "/products/" + run.product(),
                product.map(version -> ProductCard.teamTitle(mesh, version)).orElse(""),
                result(run),
                Act.of(run),
                RuleRow.of(run.checks(), product),
                state.flatMap(
                        now -> served(run, now, mesh.consumersOf(run.product()).size())),
                RunStrip.of(state.map(ProductState::recent).orElse(List.of()), ProductState.RECENT, 18),
                events,
                mayRun && product.isPresent(),
                seesRows);
    }

    private static String result(Run run) {
        if (run.state() == RunState.HELD_BACK) {
            return Health.broken(run.checks());
        }
        return run.state() == RunState.PUBLISHED ? run.checks().size() + " rules met" : RunWords.word(run.state());
    }

    private static Optional<Served> served(Run run, ProductState state, int consumers) {
        boolean stopped = run.state().isFinished() && run.state() != RunState.PUBLISHED;
        if (!stopped) {
            return Optional.empty();
        }
        return Optional.of(state.served()
                .map(good -> new Served(
                        "pass",
                        good.number() > run.number()
                                ? "A later version is served by now"
                                : "The last good version is still served",
                        readers(consumers) + " run " + good.number() + ", "
                                + InWords.counted(Math.max(0, state.rows()), "row")
                                + good.ended()
                                        .map(end -> ", from " + InWords.day(end))
                                        .orElse("") + ".",
                        RunWords.href(good)))
                .orElse(new Served(
                        "warn", "Nothing is served yet", "This product has not been published so far.", "")));
    }

    private static String readers(int consumers) {
        return switch (consumers) {
            case 0 -> "Whoever queries it reads";
            case 1 -> "Its consumer reads";
            default -> "All " + consumers + " consumers read";
        };
    }

    /** What is said beside the number: held back, failed, interrupted; empty when all is well. */
    public String lost() {
        return switch (run.state()) {
            case HELD_BACK -> "held back";
            case FAILED -> "failed";
            case INTERRUPTED -> "interrupted";
            case WAITING, RUNNING, PUBLISHED -> "";
        };
    }

    /** What it means, in one sentence. */
    public String lede() {
        return switch (run.state()) {
            case WAITING -> title + " will run. " + run.reason();
            case RUNNING -> title + " is being built.";
            case PUBLISHED -> title + " met its contract and was published.";
            case HELD_BACK -> title + " did not pass its contract, so nothing was published.";
            case FAILED -> title + " could not be built, so nothing was published.";
            case INTERRUPTED -> title + " was interrupted, so nothing was published.";
        };
    }

    public boolean live() {
        return !run.state().isFinished();
    }

    public List<RuleRow> rulesWithSamples() {
        return rules.stream().filter(RuleRow::hasSample).toList();
    }
}
