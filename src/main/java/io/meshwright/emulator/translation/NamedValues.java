package io.meshwright.emulator.translation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names for values that an expression uses more than once, which DuckDB's lambdas hold. */
final class NamedValues {

    /** Longer arguments are named before a form repeats them, or nested calls would grow without bound. */
    static final int LONG = 1_500;

    private int named;

    /**
     * A name for long arguments, and for those that hold subqueries, which no lambda may have in its body: so all of
     * them are fields of one value.
     */
    Map<String, String> nameLong(List<String> sql) {
        Map<String, String> bindings = new LinkedHashMap<>();
        List<String> fields = new ArrayList<>();
        String name = "v" + named;
        for (int i = 0; i < sql.size(); i++) {
            if (sql.get(i).length() > LONG || holdsSubquery(sql.get(i))) {
                fields.add("a" + i + " := " + sql.get(i));
                sql.set(i, "struct_extract(" + name + ", 'a" + i + "')");
            }
        }
        if (!fields.isEmpty()) {
            name("struct_pack(" + String.join(", ", fields) + ")", bindings);
        }
        return bindings;
    }

    private String name(String sql, Map<String, String> bindings) {
        String name = "v" + named++;
        bindings.put(name, sql);
        return name;
    }

    /** An expression in which the names mean their values; a value may use the names before it. */
    static String bound(String body, Map<String, String> bindings) {
        String sql = body;
        List<String> names = new ArrayList<>(bindings.keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            String value = bindings.get(names.get(i));
            sql = "list_transform([" + value + "], lambda " + names.get(i) + ": " + sql + ")[1]";
        }
        return sql;
    }

    private static boolean holdsSubquery(String sql) {
        return sql.contains("SELECT");
    }
}
