package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedConstant;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedSystemVariable;
import io.meshwright.sql.Column;
import io.meshwright.sql.Declarations;
import io.meshwright.sql.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The variables of a script. Their values are variables of the script's DuckDB connection. */
public final class Variables {

    private final Map<String, String> places = new HashMap<>();

    Variables(Declarations declarations) {
        for (Variable variable : declarations.variables()) {
            places.put(variable.name().toLowerCase(Locale.ROOT), variable.place());
        }
    }

    /** What DuckDB calls a system variable. */
    public static String system(String name) {
        return "@@" + name;
    }

    /** Sets a variable to the value of a query of one column and at most one row. */
    public static String set(String place, String query) {
        return "SET VARIABLE " + Duck.name(place) + " = (" + query + ")";
    }

    /** Keeps the rows of a query, in its order, as a list of structs. */
    public static String setRows(String place, String query, List<Column> columns, int limit) {
        String row = columns.stream()
                .map(column -> Duck.name(column.name()) + " := " + Duck.name(column.name()))
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
        return set(
                place,
                "SELECT coalesce(list(r ORDER BY n), []) FROM (SELECT " + row
                        + " AS r, row_number() OVER () AS n FROM (" + query + ") LIMIT " + limit + ")");
    }

    public static String get(String place) {
        return "getvariable(" + Duck.string(place) + ")";
    }

    String write(ResolvedConstant constant) {
        String name = constant.getConstant().getNamePath().get(0).toLowerCase(Locale.ROOT);
        return Duck.cast(get(places.get(name)), DuckType.of(constant.getType()));
    }

    String write(ResolvedSystemVariable variable) {
        String name = String.join(".", variable.getNamePath()).toLowerCase(Locale.ROOT);
        return Duck.cast(get(system(name)), DuckType.of(variable.getType()));
    }
}
