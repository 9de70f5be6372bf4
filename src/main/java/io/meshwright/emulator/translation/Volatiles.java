package io.meshwright.emulator.translation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Calls that answer anew each time. Forms may use an argument several times, so such a call is written as a name within
 * its expression, and the whole expression is given its answer once.
 */
final class Volatiles {

    private static final Set<String> FUNCTIONS = Set.of("rand", "generate_uuid");

    private static final Pattern CALL = Pattern.compile("\\bonce\\d+_");

    private final Map<String, String> calls = new LinkedHashMap<>();
    private final List<String> subqueries = new ArrayList<>();
    private int depth;
    private int named;

    static boolean is(String function) {
        return FUNCTIONS.contains(function);
    }

    /** Whether an expression has neither a subquery nor a call that answers anew, so that a lambda may hold it. */
    static boolean isFreeOf(String sql) {
        return !sql.contains("SELECT") && !CALL.matcher(sql).find();
    }

    /** A name in place of a call. */
    String name(String call) {
        String name = "once" + named++ + "_";
        calls.put(name, call);
        return name;
    }

    /** An expression, which may be part of another one. */
    String expression(Supplier<String> writing) {
        depth++;
        String sql = writing.get();
        return --depth > 0 ? sql : whole(sql);
    }

    /** A query within an expression: its expressions are whole by themselves. */
    String query(Supplier<String> writing) {
        int outer = depth;
        Map<String, String> outerCalls = new LinkedHashMap<>(calls);
        List<String> outerQueries = new ArrayList<>(subqueries);
        depth = 0;
        calls.clear();
        subqueries.clear();
        String sql = writing.get();
        depth = outer;
        calls.putAll(outerCalls);
        subqueries.addAll(outerQueries);
        return sql;
    }

    /** A subquery of the expression, which no lambda of DuckDB's may hold. */
    String subquery(String sql) {
        subqueries.add(sql);
        return sql;
    }

    private String whole(String expression) {
        Map<String, String> repeated = new LinkedHashMap<>();
        String sql = expression;
        for (Map.Entry<String, String> call : calls.entrySet()) {
            if (sql.indexOf(call.getKey()) != sql.lastIndexOf(call.getKey())) {
                repeated.put(call.getKey(), call.getValue());
            } else {
                sql = sql.replace(call.getKey(), call.getValue());
            }
        }
        Map<String, String> bindings = new LinkedHashMap<>();
        for (String subquery : repeated.isEmpty() ? List.<String>of() : subqueries) {
            String name = "query" + named++ + "_";
            sql = sql.replace(subquery, name);
            bindings.put(name, subquery);
        }
        bindings.putAll(repeated);
        boolean reached = repeated.keySet().stream()
                .anyMatch(name -> subqueries.toString().contains(name));
        if (!repeated.isEmpty() && (reached || sql.contains("SELECT"))) {
            throw new UnsupportedSql("RAND", "a subquery over a value of RAND or GENERATE_UUID");
        }
        calls.clear();
        subqueries.clear();
        return bindings.isEmpty() ? sql : bound(sql, bindings);
    }

    /** All in one lambda, as one within another might not hold the subqueries of the other's values. */
    private String bound(String body, Map<String, String> bindings) {
        String row = "row" + named++ + "_";
        String sql = body;
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, String> binding : bindings.entrySet()) {
            sql = sql.replace(binding.getKey(), row + "." + binding.getKey());
            fields.add(binding.getKey() + " := " + binding.getValue());
        }
        return "list_transform([struct_pack(" + String.join(", ", fields) + ")], lambda " + row + ": " + sql + ")[1]";
    }
}
