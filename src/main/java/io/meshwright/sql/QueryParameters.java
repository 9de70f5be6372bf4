package io.meshwright.sql;

import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.ZetaSQLOptions.ParameterMode;
import java.util.List;
import java.util.Map;

/** Types of a statement's parameters: by name, or in order, or none. */
public record QueryParameters(Map<String, String> named, List<String> positional) {

    public QueryParameters {
        named = Map.copyOf(named);
        positional = List.copyOf(positional);
    }

    public static QueryParameters none() {
        return new QueryParameters(Map.of(), List.of());
    }

    public static QueryParameters named(Map<String, String> types) {
        return new QueryParameters(types, List.of());
    }

    public static QueryParameters positional(List<String> types) {
        return new QueryParameters(Map.of(), types);
    }

    void declareIn(AnalyzerOptions options) {
        if (!positional.isEmpty()) {
            options.setParameterMode(ParameterMode.PARAMETER_POSITIONAL);
            positional.forEach(type -> options.addPositionalQueryParameter(GoogleSqlType.parse(type)));
        }
        named.forEach((name, type) -> options.addQueryParameter(name, GoogleSqlType.parse(type)));
    }
}
