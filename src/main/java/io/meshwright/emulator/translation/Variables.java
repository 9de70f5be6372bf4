package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedConstant;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedSystemVariable;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.Column;
import io.meshwright.sql.Declarations;
import io.meshwright.sql.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The variables of a script. Their values are variables of the script's DuckDB connection. */
public final class Variables {

    /** "Procedural language", DECLARE: the maximum size of a variable, 1 MB. */
    private static final int LARGEST = 1 << 20;

    private static final Set<String> FIXED_SIZE =
            Set.of("BOOL", "INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC", "DATE", "DATETIME", "TIME", "TIMESTAMP");

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

    /**
     * Sets a variable to the value of a query of one column and at most one row.
     *
     * <p>A value larger than BigQuery allows for a variable is an error: without a bound, a loop fills the memory.
     *
     * @param type in GoogleSQL
     */
    public static String set(String place, String query, String type) {
        if (FIXED_SIZE.contains(type)) {
            return set(place, query);
        }
        String size = type.startsWith("BYTES") ? "octet_length(v)" : "strlen(CAST(v AS VARCHAR))";
        return set(
                place,
                "SELECT CASE WHEN " + size + " > " + LARGEST + " THEN error('The maximum size of a variable is "
                        + LARGEST + " bytes') ELSE v END FROM (" + query + ") AS value(v)");
    }

    /** The value of such a query, held to the limits of the variable's type. */
    public static String within(BoundedType type, String query) {
        return "SELECT " + TypeLimits.cast(type, "v", false) + " FROM (" + query + ") AS value(v)";
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
