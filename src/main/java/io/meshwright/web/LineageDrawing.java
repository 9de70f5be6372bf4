package io.meshwright.web;

import java.util.List;

/**
 * The lineage map as SVG has it: all numbers are ready to be written down.
 *
 * @param shown width and height on the page, before anybody zooms
 * @param legend how far from the top left corner the legend stands
 */
public record LineageDrawing(
        String width,
        String height,
        String shownWidth,
        String shownHeight,
        String label,
        List<Heading> headings,
        List<LaneView> lanes,
        List<Link> links,
        List<BoxView> boxes,
        List<Step> steps,
        List<Pill> pills,
        String legendX,
        String legendY,
        String summary) {

    public record Heading(String x, String text) {}

    /** @param breaks what of it breaks, in words; empty when nothing does */
    public record LaneView(
            String x,
            String y,
            String width,
            String height,
            String titleX,
            String titleY,
            String endX,
            String title,
            String teams,
            boolean consumers,
            String breaks) {}

    /** A link beside the path. */
    public record Link(String from, String to, String curve) {}

    /**
     * A node, in coordinates of its own.
     *
     * @param kind source, producer, consumer or dashboard
     * @param css on or off the path
     * @param mark fail, warn or empty
     * @param href where its name leads: it is chosen, or opened when it is chosen already
     */
    public record BoxView(
            String id,
            String x,
            String y,
            String width,
            String height,
            String innerWidth,
            String innerHeight,
            String middle,
            String baseline,
            String titleX,
            String markX,
            String kind,
            String css,
            String title,
            String label,
            String href,
            String mark,
            boolean whole,
            boolean open,
            List<RowView> rows,
            String more,
            String moreY,
            String rowWidth,
            String rowEnd) {}

    /**
     * A column of an open node.
     *
     * @param state sel, up, dn or empty
     */
    public record RowView(
            String place,
            String y,
            String baseline,
            String title,
            String type,
            String state,
            String label,
            String href) {}

    /**
     * A step of the path.
     *
     * @param css up or dn; thin for those that decide rows
     */
    public record Step(
            String curve, String css, String arrow, String startX, String startY, boolean up, String from, String to) {}

    /** An expression at the end of a step. */
    public record Pill(String x, String y, String width, String textX, String textY, String text, boolean up) {}
}
