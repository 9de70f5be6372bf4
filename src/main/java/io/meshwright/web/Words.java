package io.meshwright.web;

/** Counts and marks as people say them. */
final class Words {

    private Words() {}

    /** What of a lane breaks: "2 products break", "1 product, 2 dashboards break"; empty for nothing. */
    static String breaks(int products, int dashboards) {
        if (products + dashboards == 0) {
            return "";
        }
        String what = products == 0
                ? InWords.counted(dashboards, "dashboard")
                : dashboards == 0
                        ? InWords.counted(products, "product")
                        : InWords.counted(products, "product") + ", " + InWords.counted(dashboards, "dashboard");
        return what + (products + dashboards == 1 ? " breaks" : " break");
    }

    static String mark(String mark) {
        return switch (mark) {
            case "fail" -> ", contract broken or last run failed";
            case "warn" -> ", warning";
            case "gone" -> ", not in the mesh any more";
            default -> "";
        };
    }
}
