package io.meshwright.web;

import io.meshwright.dashboard.MeshGraph;
import io.meshwright.lineage.ColumnRef;
import io.meshwright.lineage.LineageColumn;
import io.meshwright.lineage.LineageGraph;
import io.meshwright.lineage.LineageNode;
import io.meshwright.lineage.LineagePath;
import io.meshwright.lineage.LineagePlace;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.ProductRegistry;
import io.meshwright.web.LineageView.Direction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** Lineage: the map of the mesh, and the path of one column through it. */
@Path("/lineage")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class LineagePages {

    private final MeshGraph mesh;
    private final ProductRegistry registry;
    private final ProductMarks marks;
    private final Standings standings;
    private final MeshCatalog catalog;

    LineagePages(
            MeshGraph mesh, MeshCatalog catalog, ProductRegistry registry, ProductMarks marks, Standings standings) {
        this.mesh = mesh;
        this.catalog = catalog;
        this.standings = standings;
        this.registry = registry;
        this.marks = marks;
    }

    @CheckedTemplate(basePath = "lineage")
    static class Templates {
        private Templates() {}

        static native TemplateInstance lineage(Page page);

        static native TemplateInstance unknown(String asked, String suggestion, String href);
    }

    /**
     * The whole page.
     *
     * @param panel empty when nothing is chosen
     * @param standing how the chosen product stands now; empty for others and for earlier times
     * @param steps how far the path is drawn and could be, up and down
     */
    public record Page(
            String title,
            LineageDrawing drawing,
            Optional<LineagePanel> panel,
            Optional<PanelStanding> standing,
            Tools tools,
            List<LaneList> lanes,
            List<String> places,
            TimeRuler time,
            boolean list) {}

    /** The controls above the map, as links. */
    public record Tools(
            String node,
            String column,
            String clear,
            List<Choice> levels,
            List<Choice> directions,
            Optional<Stepper> up,
            Optional<Stepper> down,
            String otherView) {}

    public record Choice(String label, String href, boolean chosen) {}

    /** @param fewer empty when there is no step less; likewise {@code more} */
    public record Stepper(String label, String direction, String fewer, String more) {}

    /** The nodes of a domain, for reading. */
    public record LaneList(String title, List<LineagePanel.Neighbour> nodes) {}

    @GET
    public Response lineage(
            @RestQuery @DefaultValue("") String column,
            @RestQuery @DefaultValue("") String node,
            @RestQuery @DefaultValue("") String q,
            @RestQuery @DefaultValue("") String level,
            @RestQuery @DefaultValue("") String direction,
            @RestQuery @DefaultValue("") String up,
            @RestQuery @DefaultValue("") String down,
            @RestQuery @DefaultValue("") String view,
            @RestQuery @DefaultValue("") String at) {
        Optional<Long> moment = at.matches("\\d{1,18}") ? Optional.of(Long.valueOf(at)) : Optional.empty();
        MeshGraph.Snapshot now = mesh.current();
        MeshGraph.Snapshot snapshot = moment.map(number -> mesh.at(number).orElseThrow(NotFoundException::new))
                .orElse(now);
        LineageGraph graph = snapshot.graph();
        LineageView asked = new LineageView(
                Optional.empty(),
                !level.equals("products"),
                Direction.of(direction),
                steps(up),
                steps(down),
                view.equals("list"),
                moment);
        if (!q.isBlank()) {
            return found(graph, q.strip(), asked);
        }
        String wanted = column.isEmpty() ? node : column;
        if (wanted.isEmpty()) {
            return Response.ok(page(snapshot, asked)).build();
        }
        Optional<LineagePlace> focus = graph.find(wanted);
        boolean known = focus.isPresent() || now.graph().find(wanted).isPresent();
        return known ? Response.ok(page(snapshot, asked.focusing(focus))).build() : unknown(graph, wanted);
    }

    private static Response found(LineageGraph graph, String text, LineageView view) {
        Optional<LineagePlace> place = graph.find(text).or(() -> byTitle(graph, text));
        return place.map(found ->
                        Response.seeOther(URI.create(view.on(found).href())).build())
                .orElseGet(() -> unknown(graph, text));
    }

    private static Optional<LineagePlace> byTitle(LineageGraph graph, String text) {
        return graph.nodes().stream()
                .flatMap(node -> Stream.concat(
                        Stream.of(node)
                                .filter(candidate -> candidate.title().equalsIgnoreCase(text))
                                .map(LineageNode::ref),
                        node.columns().stream()
                                .filter(column -> column.title().equalsIgnoreCase(text))
                                .map(column -> new ColumnRef(node.id(), column.name()))))
                .map(LineagePlace.class::cast)
                .findFirst();
    }

    private static Response unknown(LineageGraph graph, String asked) {
        Optional<LineagePlace> closest = graph.closest(asked);
        return Response.status(Response.Status.NOT_FOUND)
                .entity(Templates.unknown(
                        asked,
                        closest.map(LineagePlace::toString).orElse(""),
                        closest.map(place -> LineageView.of(place).href()).orElse("")))
                .build();
    }

    private static int steps(String text) {
        boolean number = text.matches("\\d{1,3}");
        return number ? Integer.parseInt(text) : LineagePath.ALL;
    }

    private TemplateInstance page(MeshGraph.Snapshot snapshot, LineageView view) {
        LineageGraph graph = snapshot.graph();
        Map<String, String> marked = view.at().isEmpty() ? marks.current() : gone(graph);
        LineageDraft draft = new LineageDraft(graph, snapshot.layout(), view, marked);
        Optional<LineagePanel> panel = draft.path().map(path -> LineagePanel.of(graph, view, path));
        return Templates.lineage(new Page(
                title(panel),
                draft.draw(),
                panel,
                panel.filter(chosen -> view.at().isEmpty())
                        .flatMap(chosen ->
                                PanelStanding.of(chosen, catalog.current().mesh(), standings)),
                tools(view, panel, draft.path()),
                lanes(graph, view),
                places(graph),
                TimeRuler.of(registry.entries(), panel.map(LineagePanel::node), view, Instant.now()),
                view.list()));
    }

    /** The products of an earlier graph that there are no more. */
    private Map<String, String> gone(LineageGraph then) {
        Set<String> now = products(mesh.current().graph());
        return products(then).stream()
                .filter(product -> !now.contains(product))
                .collect(Collectors.toMap(product -> product, product -> "gone"));
    }

    private static Set<String> products(LineageGraph graph) {
        return graph.nodes().stream()
                .filter(LineageNode.Port.class::isInstance)
                .map(node -> ((LineageNode.Port) node).product())
                .collect(Collectors.toSet());
    }

    private static String title(Optional<LineagePanel> panel) {
        return panel.map(chosen -> "Lineage of " + chosen.node().title()
                        + chosen.column().map(column -> " › " + column.title()).orElse(""))
                .orElse("Lineage");
    }

    private static Tools tools(LineageView view, Optional<LineagePanel> panel, Optional<LineagePath> path) {
        return new Tools(
                panel.map(chosen -> chosen.node().title()).orElse(""),
                panel.flatMap(LineagePanel::column).map(LineageColumn::title).orElse(""),
                view.without().href(),
                List.of(
                        new Choice("Products", view.level(false).href(), !view.columns()),
                        new Choice("Columns", view.level(true).href(), view.columns())),
                Stream.of(Direction.values())
                        .map(direction -> new Choice(
                                label(direction), view.towards(direction).href(), view.direction() == direction))
                        .toList(),
                path.filter(found -> view.direction() != Direction.DOWN)
                        .flatMap(found -> stepper(view, found.furthestUp(), true)),
                path.filter(found -> view.direction() != Direction.UP)
                        .flatMap(found -> stepper(view, found.furthestDown(), false)),
                view.asList(!view.list()).href());
    }

    private static String label(Direction direction) {
        return switch (direction) {
            case UP -> "Up";
            case BOTH -> "Both";
            case DOWN -> "Down";
        };
    }

    private static Optional<Stepper> stepper(LineageView view, int furthest, boolean up) {
        if (furthest == 0) {
            return Optional.empty();
        }
        int now = Math.min(up ? view.up() : view.down(), furthest);
        OptionalInt fewer = now > 0 ? OptionalInt.of(now - 1) : OptionalInt.empty();
        OptionalInt more = now < furthest ? OptionalInt.of(now + 1) : OptionalInt.empty();
        return Optional.of(new Stepper(
                now + (up ? " up" : " down"),
                up ? "up" : "down",
                fewer.isPresent() ? with(view, up, fewer.getAsInt()).href() : "",
                more.isPresent() ? with(view, up, more.getAsInt()).href() : ""));
    }

    private static LineageView with(LineageView view, boolean up, int steps) {
        return up ? view.up(steps) : view.down(steps);
    }

    private static List<LaneList> lanes(LineageGraph graph, LineageView view) {
        return graph.nodes().stream()
                .map(node -> node.owner().domainTitle())
                .distinct()
                .map(domain -> new LaneList(
                        domain,
                        graph.nodes().stream()
                                .filter(node -> node.owner().domainTitle().equals(domain))
                                .map(node -> new LineagePanel.Neighbour(
                                        node.title(), view.on(node.ref()).href(), note(node)))
                                .toList()))
                .toList();
    }

    private static String note(LineageNode node) {
        if (node instanceof LineageNode.Source) {
            return "source";
        }
        return node instanceof LineageNode.Dashboard
                ? "dashboard"
                : InWords.counted(node.columns().size(), "column");
    }

    /** What can be looked for: nodes and columns by their titles. */
    private static List<String> places(LineageGraph graph) {
        return graph.nodes().stream()
                .flatMap(node -> Stream.concat(
                        Stream.of(node.title()),
                        node.columns().stream().map(column -> new ColumnRef(node.id(), column.name()).toString())))
                .toList();
    }
}
