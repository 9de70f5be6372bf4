package io.meshwright.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of code, cut into lines and coloured spans.
 *
 * @param language for people, such as SQL
 */
public record Code(String language, List<Line> lines) {

    // Possessive where texts repeat: Java's regular expressions recurse for every character otherwise.
    private static final Grammar SQL = new Grammar(
            List.of("c", "s", "y", "k", "f", "n"),
            "(?<c>--[^\\n]*|#[^\\n]*|/\\*.*?\\*/)",
            "(?<s>[rRbB]{0,2}(?:\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'))",
            "(?<y>`[^`\\n]*`|@\\w+|\\$\\{[^}\\n]*\\})",
            "(?<k>\\b(?:" + String.join("|", SqlKeywords.ALL) + ")\\b)",
            "(?<f>\\b[a-z_][\\w.]*(?=\\s*\\())",
            "(?<n>\\b\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?\\b)");

    private static final Grammar JSON = new Grammar(
            List.of("y", "s", "k", "n"),
            "(?<y>\"(?:[^\"\\\\]|\\\\.)*+\"(?=\\s*:))",
            "(?<s>\"(?:[^\"\\\\]|\\\\.)*+\")",
            "(?<k>\\b(?:true|false|null)\\b)",
            "(?<n>-?\\b\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?\\b)");

    public Code {
        lines = List.copyOf(lines);
    }

    public record Line(List<Span> spans) {
        public Line {
            spans = List.copyOf(spans);
        }
    }

    /** @param kind k keyword, f function, s string, n number, c comment, y name; empty for the rest */
    public record Span(String kind, String text) {}

    public static Code sql(String text) {
        return new Code("SQL", lines(text, SQL));
    }

    public static Code json(String text) {
        return new Code("JSON", lines(text, JSON));
    }

    private static List<Line> lines(String text, Grammar grammar) {
        List<Line> lines = new ArrayList<>();
        List<Span> line = new ArrayList<>();
        for (Span span : spans(text.strip(), grammar)) {
            String[] parts = span.text().split("\n", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    lines.add(new Line(line));
                    line = new ArrayList<>();
                }
                if (!parts[i].isEmpty()) {
                    line.add(new Span(span.kind(), parts[i]));
                }
            }
        }
        lines.add(new Line(line));
        return lines;
    }

    private static List<Span> spans(String text, Grammar grammar) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = grammar.pattern().matcher(text);
        int at = 0;
        while (matcher.find()) {
            spans.add(new Span("", text.substring(at, matcher.start())));
            spans.add(new Span(grammar.kind(matcher), matcher.group()));
            at = matcher.end();
        }
        spans.add(new Span("", text.substring(at)));
        return spans;
    }

    /** Kinds of spans, tried in their order; each is a named group. */
    private record Grammar(List<String> kinds, Pattern pattern) {

        Grammar(List<String> kinds, String... alternatives) {
            this(kinds, Pattern.compile(String.join("|", alternatives), Pattern.DOTALL | Pattern.CASE_INSENSITIVE));
        }

        String kind(Matcher matcher) {
            return kinds.stream()
                    .filter(kind -> matcher.group(kind) != null)
                    .findFirst()
                    .orElse("");
        }
    }
}
