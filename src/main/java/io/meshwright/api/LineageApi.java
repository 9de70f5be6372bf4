package io.meshwright.api;

import io.meshwright.dashboard.MeshGraph;
import io.meshwright.diagnostic.Nearest;
import io.meshwright.lineage.ColumnEdge;
import io.meshwright.lineage.ColumnRef;
import io.meshwright.lineage.Impact;
import io.meshwright.lineage.LineageColumn;
import io.meshwright.lineage.LineageEdge;
import io.meshwright.lineage.LineageGraph;
import io.meshwright.lineage.LineageNode;
import io.meshwright.lineage.LineagePath;
import io.meshwright.lineage.LineagePlace;
import io.meshwright.lineage.NodeRef;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where data comes from, what it goes into, and what breaks when a column changes. */
@Path("/api/v1/lineage")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Lineage")
@APIResponse(responseCode = "401", ref = ApiDescription.STRANGER)
public class LineageApi {

    private final MeshGraph mesh;

    @Inject
    LineageApi(MeshGraph mesh) {
        this.mesh = mesh;
    }

    @Schema(name = "Lineage")
    public record LineageView(
            @Schema(description = "The port or column that was asked for") String focus,
            List<PlaceView> upstream,
            List<PlaceView> downstream,
            List<EdgeView> edges,
            @Schema(description = "Only when a column was asked for: what breaks when it changes") ImpactView impact) {}

    /** @param steps how far it is from the focus */
    @Schema(name = "LineagePlace")
    public record PlaceView(
            @Schema(examples = "movies-interactions/user-actions.user-actions.action_count") String id,
            String node,
            String title,
            @Schema(description = "Empty for a node as a whole") String column,
            String domain,
            int steps) {}

    @Schema(name = "LineageEdge")
    public record EdgeView(
            String from,
            String to,
            @Schema(description = "How the target depends on it, as in OpenLineage") String dependency,
            String expression) {}

    @Schema(name = "Impact")
    public record ImpactView(long products, long dashboards, long columns, List<String> breaks) {}

    @GET
    @Path("{domain}/{name}")
    @Operation(operationId = "getLineage", summary = "Lineage of a product's port, or of one of its columns")
    @APIResponseSchema(value = LineageView.class, responseDescription = "The path up and down")
    @APIResponse(responseCode = "404", ref = ApiDescription.MISSING)
    public LineageView lineage(
            @PathParam("domain") @Parameter(example = "movies-interactions") String domain,
            @PathParam("name") @Parameter(example = "user-actions", description = "A product or a source") String name,
            @QueryParam("column") @DefaultValue("") @Parameter(example = "action_count") String column,
            @QueryParam("port")
                    @DefaultValue("")
                    @Parameter(description = "Needed only for products with several ports")
                    String port) {
        LineageGraph graph = mesh.current().graph();
        LineageNode node = node(graph, domain + "/" + name, port);
        LineagePlace focus = column.isEmpty() ? new NodeRef(node.id()) : column(node, column);
        LineagePath path = graph.path(focus, LineagePath.ALL, LineagePath.ALL);
        return new LineageView(
                focus.toString(),
                places(graph, path.up()),
                places(graph, path.down()),
                Stream.concat(path.upEdges().stream(), path.downEdges().stream())
                        .distinct()
                        .map(LineageApi::edge)
                        .toList(),
                focus instanceof ColumnRef chosen ? impact(graph.impact(chosen)) : null);
    }

    private static LineageNode node(LineageGraph graph, String product, String port) {
        List<LineageNode.Port> ports = graph.ports(product);
        Optional<? extends LineageNode> found = ports.stream()
                .filter(known -> port.isEmpty() || known.name().equals(port))
                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        return graph.node("source:" + product).orElseThrow(() -> Problem.of(
                        404,
                        "Not found",
                        "There is no product or source " + product
                                + (port.isEmpty() ? "." : " with a port " + port + "."))
                .suggesting(Nearest.some(product, names(graph)))
                .exception());
    }

    private static List<String> names(LineageGraph graph) {
        return graph.nodes().stream()
                .map(node -> node instanceof LineageNode.Port port
                        ? port.product()
                        : node.id().replaceFirst("^[a-z]+:", ""))
                .distinct()
                .toList();
    }

    private static ColumnRef column(LineageNode node, String name) {
        return node.column(name)
                .map(column -> new ColumnRef(node.id(), column.name()))
                .orElseThrow(() -> Problem.of(404, "Not found", node.title() + " has no column '" + name + "'.")
                        .suggesting(Nearest.some(
                                name,
                                node.columns().stream().map(LineageColumn::name).toList()))
                        .exception());
    }

    private static List<PlaceView> places(LineageGraph graph, Map<LineagePlace, Integer> places) {
        return places.entrySet().stream()
                .map(entry -> place(graph, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static PlaceView place(LineageGraph graph, LineagePlace place, int steps) {
        Optional<LineageNode> node = graph.node(place.node());
        return new PlaceView(
                place.toString(),
                place.node(),
                node.map(LineageNode::title).orElse(place.node()),
                place instanceof ColumnRef column ? column.column() : "",
                node.map(known -> known.owner().domain()).orElse(""),
                steps);
    }

    private static EdgeView edge(LineageEdge edge) {
        return edge instanceof ColumnEdge column
                ? new EdgeView(
                        edge.from().toString(),
                        edge.to().toString(),
                        ProductViews.word(column.dependency()),
                        column.expression())
                : new EdgeView(edge.from().toString(), edge.to().toString(), "reads", "");
    }

    private static ImpactView impact(Impact impact) {
        return new ImpactView(
                impact.products(),
                impact.dashboards(),
                impact.columns(),
                impact.broken().stream().map(broken -> broken.node().id()).toList());
    }
}
