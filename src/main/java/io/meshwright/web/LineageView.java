package io.meshwright.web;

import io.meshwright.lineage.ColumnRef;
import io.meshwright.lineage.LineageNode;
import io.meshwright.lineage.LineagePath;
import io.meshwright.lineage.LineagePlace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What of the lineage a page shows, as its address says it.
 *
 * @param focus the column or node chosen; empty for the whole mesh
 * @param columns whether nodes on the path are open
 * @param up steps shown, or {@link LineagePath#ALL}
 * @param list whether the path is read as a list
 * @param at the entry of the history after which it is looked at; empty for now
 */
record LineageView(
        Optional<LineagePlace> focus,
        boolean columns,
        Direction direction,
        int up,
        int down,
        boolean list,
        Optional<Long> at) {

    /** Which way a path is followed. */
    enum Direction {
        UP,
        BOTH,
        DOWN;

        static Direction of(String text) {
            return switch (text) {
                case "up" -> UP;
                case "down" -> DOWN;
                default -> BOTH;
            };
        }
    }

    static LineageView whole() {
        return new LineageView(
                Optional.empty(), true, Direction.BOTH, LineagePath.ALL, LineagePath.ALL, false, Optional.empty());
    }

    static LineageView of(LineagePlace focus) {
        return whole().on(focus);
    }

    /** Steps up the path is drawn. */
    int stepsUp() {
        return direction == Direction.DOWN ? 0 : up;
    }

    int stepsDown() {
        return direction == Direction.UP ? 0 : down;
    }

    /** Another place, the rest as it is; the depths begin anew. */
    LineageView on(LineagePlace place) {
        return new LineageView(Optional.of(place), columns, direction, LineagePath.ALL, LineagePath.ALL, list, at);
    }

    LineageView without() {
        return new LineageView(Optional.empty(), columns, direction, LineagePath.ALL, LineagePath.ALL, list, at);
    }

    LineageView level(boolean ofColumns) {
        return new LineageView(focus, ofColumns, direction, up, down, list, at);
    }

    LineageView towards(Direction other) {
        return new LineageView(focus, columns, other, up, down, list, at);
    }

    LineageView up(int steps) {
        return new LineageView(focus, columns, direction, steps, down, list, at);
    }

    LineageView down(int steps) {
        return new LineageView(focus, columns, direction, up, steps, list, at);
    }

    LineageView asList(boolean asList) {
        return new LineageView(focus, columns, direction, up, down, asList, at);
    }

    /** The same at another time. */
    LineageView at(Optional<Long> moment) {
        return new LineageView(focus, columns, direction, up, down, list, moment);
    }

    LineageView focusing(Optional<LineagePlace> place) {
        return new LineageView(place, columns, direction, up, down, list, at);
    }

    /** The address of this view; what is usual is left out. */
    String href() {
        StringBuilder query = new StringBuilder();
        focus.ifPresent(place -> add(query, place instanceof ColumnRef ? "column" : "node", place.toString()));
        if (!columns) {
            add(query, "level", "products");
        }
        if (direction != Direction.BOTH) {
            add(query, "direction", direction == Direction.UP ? "up" : "down");
        }
        if (up != LineagePath.ALL) {
            add(query, "up", String.valueOf(up));
        }
        if (down != LineagePath.ALL) {
            add(query, "down", String.valueOf(down));
        }
        if (list) {
            add(query, "view", "list");
        }
        at.ifPresent(moment -> add(query, "at", String.valueOf(moment)));
        return "/lineage" + query;
    }

    private static void add(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value));
    }

    /** Slashes and colons are allowed in a query and read better as they are. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%3A", ":");
    }

    /** The page a node has of its own. */
    static String pageOf(LineageNode node) {
        if (node instanceof LineageNode.Port port) {
            return "/products/" + port.product();
        }
        if (node instanceof LineageNode.Dashboard dashboard) {
            return "/dashboards/" + dashboard.owner().domain() + "/" + dashboard.name();
        }
        LineageNode.Source source = (LineageNode.Source) node;
        return "/sources/" + source.owner().domain() + "/" + source.name();
    }
}
