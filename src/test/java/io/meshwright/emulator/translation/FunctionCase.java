package io.meshwright.emulator.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression over columns {@code x0}, {@code x1}, ..., each filled from a pool of sample values.
 *
 * <p>Written {@code SUBSTR({STRING}, «1¦0»)}: braces name a pool, guillemets hold alternatives, each a case of its own.
 */
record FunctionCase(String expression, List<String> pools) {

    private static final Pattern ALTERNATIVES = Pattern.compile("«([^»]*)»");
    private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z0-9 ]+)}");

    static List<FunctionCase> of(String line) {
        Matcher alternatives = ALTERNATIVES.matcher(line);
        if (!alternatives.find()) {
            return List.of(plain(line));
        }
        List<FunctionCase> cases = new ArrayList<>();
        for (String alternative : SampleValues.split(alternatives.group(1), '¦')) {
            cases.addAll(
                    of(line.substring(0, alternatives.start()) + alternative + line.substring(alternatives.end())));
        }
        return cases;
    }

    private static FunctionCase plain(String line) {
        List<String> pools = new ArrayList<>();
        Matcher holes = HOLE.matcher(line);
        StringBuilder expression = new StringBuilder();
        while (holes.find()) {
            holes.appendReplacement(expression, "x" + pools.size());
            pools.add(holes.group(1));
        }
        holes.appendTail(expression);
        return new FunctionCase(expression.toString(), pools);
    }

    /** The expression with the columns named otherwise. */
    String expression(String prefix) {
        return expression.replaceAll("\\bx(\\d)\\b", Matcher.quoteReplacement(prefix) + "$1");
    }
}
