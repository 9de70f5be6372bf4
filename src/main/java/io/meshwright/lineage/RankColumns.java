package io.meshwright.lineage;

import io.meshwright.lineage.LineageMap.Rank;
import io.meshwright.lineage.LineageRanks.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the ranks stand from left to right, wide enough for what is written in them. */
final class RankColumns {

    private static final double LEFT = 24;
    /** Room for a symbol before a name and a mark and an arrow after it. */
    private static final double AROUND_NAME = 66;

    /** A source has neither. */
    private static final double AROUND_SOURCE = 34;

    private static final int TILE_SPARES = 4;
    private static final double LETTER = 7.2;
    private static final double NARROWEST = 130;
    private static final double WIDEST = 250;

    private RankColumns() {}

    /** @param kinds the kind of each rank, ranks in order */
    static List<Rank> of(LineageGraph graph, Map<String, Integer> rankOf, Map<Integer, Kind> kinds) {
        List<Rank> ranks = new ArrayList<>();
        double x = LEFT;
        for (int rank = 0; rank < kinds.size(); rank++) {
            Kind kind = kinds.get(rank);
            if (rank > 0) {
                x += gap(kinds.get(rank - 1), kind);
            }
            double width = width(graph, rankOf, rank, kind == Kind.SOURCE ? AROUND_SOURCE : AROUND_NAME);
            boolean first = rank == 0 || kinds.get(rank - 1) != kind;
            ranks.add(new Rank(first ? heading(kind) : "", x, width));
            x += width;
        }
        return ranks;
    }

    /** Between two ranks run the links, and the expressions on them; the widest gap is the boundary. */
    private static double gap(Kind left, Kind right) {
        if (right == Kind.DASHBOARD) {
            return left == Kind.CONSUMER ? 60 : 118;
        }
        return left == Kind.SOURCE ? 96 : left == right ? 110 : 128;
    }

    private static double width(LineageGraph graph, Map<String, Integer> rankOf, int rank, double around) {
        int letters = graph.nodes().stream()
                .filter(node -> rankOf.get(node.id()) == rank)
                .mapToInt(RankColumns::letters)
                .max()
                .orElse(0);
        return Math.round(Math.max(NARROWEST, Math.min(WIDEST, letters * LETTER + around)));
    }

    /** Of its name; of a dashboard also of its tiles, which have no room to spare for a mark. */
    private static int letters(LineageNode node) {
        int tiles = node instanceof LineageNode.Dashboard
                ? node.columns().stream()
                        .mapToInt(column -> column.title().length() - TILE_SPARES)
                        .max()
                        .orElse(0)
                : 0;
        return Math.max(node.title().length(), tiles);
    }

    private static String heading(Kind kind) {
        return switch (kind) {
            case SOURCE -> "Sources";
            case PRODUCER -> "Producer-aligned";
            case CONSUMER -> "Consumer-aligned";
            case DASHBOARD -> "Dashboards";
        };
    }
}
