package io.meshwright.sql;

import com.google.zetasql.Value;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The OPTIONS of statements that create routines. */
final class RoutineOptions {

    private RoutineOptions() {}

    /**
     * What a routine is described as.
     *
     * @param others names of options it may have beside that; others are refused
     */
    static Optional<String> description(List<ResolvedOption> options, Set<String> others) {
        Optional<String> description = Optional.empty();
        for (ResolvedOption option : options) {
            String name = option.getName().toLowerCase(Locale.ROOT);
            if (name.equals("description")) {
                description = texts(option).stream().findFirst();
            } else if (!others.contains(name)) {
                throw new IllegalArgumentException(
                        name.equals("data_governance_type")
                                ? "The embedded warehouse does not support data policies, nor functions with the option "
                                        + option.getName()
                                : "Unknown option for functions: " + option.getName());
            }
        }
        return description;
    }

    /** The URIs of libraries in JavaScript. */
    static List<String> libraries(List<ResolvedOption> options) {
        return options.stream()
                .filter(option -> option.getName().equalsIgnoreCase("library"))
                .flatMap(option -> texts(option).stream())
                .toList();
    }

    private static List<String> texts(ResolvedOption option) {
        if (option.getValue() instanceof ResolvedLiteral literal) {
            Value value = literal.getValue();
            if (value.isNull()) {
                return List.of();
            }
            if (value.getType().isString()) {
                return List.of(value.getStringValue());
            }
            boolean library = option.getName().equalsIgnoreCase("library");
            if (library
                    && value.getType().isArray()
                    && value.getType().asArray().getElementType().isString()
                    && value.getElementList().stream().noneMatch(Value::isNull)) {
                return value.getElementList().stream()
                        .map(Value::getStringValue)
                        .toList();
            }
        }
        throw new IllegalArgumentException("The option " + option.getName() + " of a function must be a text"
                + (option.getName().equalsIgnoreCase("library") ? " or an array of texts" : ""));
    }
}
