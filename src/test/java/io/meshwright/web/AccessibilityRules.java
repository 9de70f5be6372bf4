package io.meshwright.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * The rules of axe-core for WCAG 2.2 AA and good practice, asked in the page itself: axe's own builder sends its source
 * anew for each question and opens a second page for the answer, which takes ten times as long. That is for frames from
 * elsewhere, which no page has.
 */
final class AccessibilityRules {

    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final String VIOLATIONS =
            """
            async tags => {
              const {violations} = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
              return violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html));
            }""";

    private AccessibilityRules() {}

    /** What breaks them on the page as it stands: rule and element. */
    @SuppressWarnings("unchecked")
    static List<String> brokenOn(Page page) {
        if (!(boolean) page.evaluate("'axe' in window")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return (List<String>) page.evaluate(VIOLATIONS, TAGS);
    }
}
