package io.meshwright.web;

import io.meshwright.audit.CheckResult;
import io.meshwright.lineage.LineageColumn;
import io.meshwright.lineage.LineageNode;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState;
import io.meshwright.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How fresh and how good the chosen place of the map is.
 *
 * @param refreshed when the served version was published; empty before
 * @param rules what came of the chosen column's rules, such as "3 of 3 rules met"; empty when it has none
 */
public record PanelStanding(Health health, Optional<Instant> refreshed, String rules) {

    /** Of a product's port; empty for sources and dashboards. */
    static Optional<PanelStanding> of(LineagePanel panel, Mesh mesh, Standings standings) {
        return panel.node() instanceof LineageNode.Port port
                ? mesh.product(ProductName.parse(port.product()))
                        .map(product -> of(product, standings.of(product.name()), panel.column()))
                : Optional.empty();
    }

    private static PanelStanding of(ProductVersion product, ProductState state, Optional<LineageColumn> column) {
        List<CheckResult> own = RuleRow.own(state.last().map(Run::checks).orElse(List.of()), product);
        return new PanelStanding(
                Health.of(state, product),
                state.served().flatMap(Run::ended),
                column.map(chosen -> rules(own, chosen.name())).orElse(""));
    }

    private static String rules(List<CheckResult> results, String column) {
        List<CheckResult> own = results.stream()
                .filter(result -> result.check().column().equalsIgnoreCase(column))
                .toList();
        long met = own.stream().filter(CheckResult.Passed.class::isInstance).count();
        return own.isEmpty() ? "" : met + " of " + InWords.counted(own.size(), "rule") + " met";
    }
}
