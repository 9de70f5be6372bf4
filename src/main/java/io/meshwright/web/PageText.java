package io.meshwright.web;

import io.meshwright.search.SearchHit.ColumnHit;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small conversions that templates need. */
@TemplateExtension
public final class PageText {

    private static final int LABEL = 26;

    private PageText() {}

    /** For a value in an address. */
    public static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** For a label in a narrow box. */
    public static String shortened(String text) {
        return text.length() <= LABEL ? text : text.substring(0, LABEL - 1) + "…";
    }

    public static Code asSql(String text) {
        return Code.sql(text);
    }

    public static int plus(int number, int more) {
        return number + more;
    }

    /** Where the lineage of a found column is. */
    public static String lineage(ColumnHit hit) {
        String node = hit.product().outputs().size() == 1
                ? hit.product().name().toString()
                : hit.product().name() + "/" + hit.port().name();
        return "/lineage?column=" + urlEncoded(node + "." + hit.column().name());
    }

    public static List<RuleRow> firstRules(List<RuleRow> rules) {
        return RuleRow.first(rules);
    }

    public static List<RuleRow> restOfRules(List<RuleRow> rules) {
        return RuleRow.rest(rules);
    }
}
