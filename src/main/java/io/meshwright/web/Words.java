package io.meshwright.web;

/** Counts and marks as people say them. */
final class Words {

    private Words() {}

    /** 1 product, 2 products. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** What of a lane breaks: "2 products break", "1 product, 2 dashboards break"; empty for nothing. */
    static String breaks(int products, int dashboards) {
        if (products + dashboards == 0) {
            return "";
        }
        String what = products == 0
                ? count(dashboards, "dashboard")
                : dashboards == 0
                        ? count(products, "product")
                        : count(products, "product") + ", " + count(dashboards, "dashboard");
        return what + (products + dashboards == 1 ? " breaks" : " break");
    }

    static String mark(String mark) {
        return switch (mark) {
            case "fail" -> ", contract broken or last run failed";
            case "warn" -> ", warning";
            default -> "";
        };
    }
}
