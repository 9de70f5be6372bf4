package io.meshwright.emulator.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FORMAT with a constant format of the plainest specifiers: {@code %d}, {@code %05d}, {@code %s}, {@code %.2f}. */
final class FormatForms {

    private static final Pattern SPECIFIER = Pattern.compile("%(%|0?[1-9]?\\d?d|s|\\.\\df)");

    private FormatForms() {}

    static Optional<String> write(FunctionCall call) {
        Optional<String> format = call.string(0).filter(text -> !text.isEmpty());
        if (format.isEmpty()) {
            return Optional.empty();
        }
        List<String> specifiers = new ArrayList<>();
        Matcher matcher = SPECIFIER.matcher(format.get());
        while (matcher.find()) {
            specifiers.add(matcher.group());
        }
        String rest = matcher.reset().replaceAll("");
        specifiers.removeIf(specifier -> specifier.equals("%%"));
        boolean plain = rest.indexOf('%') < 0 && !specifiers.isEmpty() && specifiers.size() == call.size() - 1;
        List<String> finite = new ArrayList<>();
        for (int i = 0; plain && i < specifiers.size(); i++) {
            plain = fits(specifiers.get(i), call, i + 1);
            if (plain && call.type(i + 1).isDouble()) {
                finite.add(call.fill(
                        "({" + (i + 1) + "} BETWEEN 1e-300 AND 1e15 OR {" + (i + 1) + "} BETWEEN -1e15 AND -1)"));
            }
        }
        return plain ? Optional.of(written(call, finite)) : Optional.empty();
    }

    private static boolean fits(String specifier, FunctionCall call, int index) {
        return switch (specifier.charAt(specifier.length() - 1)) {
            case 'd' -> call.type(index).isInt64();
            case 's' -> call.type(index).isString();
            default -> call.type(index).isDouble();
        };
    }

    private static String written(FunctionCall call, List<String> finite) {
        String plain = call.fill("printf({*})");
        if (finite.isEmpty()) {
            return plain;
        }
        List<String> holes =
                new ArrayList<>(List.of(Literals.googleString(call.string(0).orElseThrow())));
        List<com.google.zetasql.Type> types = new ArrayList<>();
        for (int i = 1; i < call.size(); i++) {
            holes.add("{" + (i - 1) + "}");
            types.add(call.type(i));
        }
        String exact = ReferenceCall.expression(
                "FORMAT(" + String.join(", ", holes) + ")",
                call.type(),
                types,
                call.sql().subList(1, call.size()),
                "FORMAT");
        return "CASE WHEN " + String.join(" AND ", finite) + " THEN " + plain + " ELSE " + exact + " END";
    }
}
