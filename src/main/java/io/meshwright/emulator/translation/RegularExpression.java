package io.meshwright.emulator.translation;

/** What can be told of a regular expression by looking at it. */
final class RegularExpression {

    /** Between them they have every place that an assertion can hold at. */
    private static final java.util.List<String> PROBES = java.util.List.of("", "aa", "  ", "a a", "\n\na\n");

    private RegularExpression() {}

    /** Whether it certainly compiles; both engines then read it with RE2. */
    static boolean isPlain(String pattern) {
        try {
            java.util.regex.Pattern.compile(pattern.replace("(?P<", "(?<"));
            return true;
        } catch (java.util.regex.PatternSyntaxException e) {
            return false;
        }
    }

    /** Whether it may match no characters at all: where such matches lie, the engines do not agree. */
    static boolean matchesNothing(String pattern) {
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile(pattern.replace("(?P<", "(?<")).matcher("");
        return PROBES.stream().anyMatch(probe -> {
            matcher.reset(probe);
            while (matcher.find()) {
                if (matcher.start() == matcher.end()) {
                    return true;
                }
            }
            return false;
        });
    }

    static int groups(String pattern) {
        int groups = 0;
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '(' && !inClass && (!pattern.startsWith("(?", i) || pattern.startsWith("(?P<", i))) {
                groups++;
            }
        }
        return groups;
    }

    /** Whether its one group matches whenever the whole does: nothing optional and no alternative. */
    static boolean groupAlwaysTakesPart(String pattern) {
        if (pattern.contains("|") || pattern.contains("(?")) {
            return false;
        }
        int close = closing(pattern);
        char after = close + 1 < pattern.length() ? pattern.charAt(close + 1) : ' ';
        return close >= 0 && after != '?' && after != '*' && after != '{';
    }

    private static int closing(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == ')') {
                return i;
            }
        }
        return -1;
    }
}
