package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Comparison, logic, conditions and bits. */
final class OperatorForms {

    /** Types whose values compare in DuckDB as they do in GoogleSQL. */
    private static final Set<TypeKind> COMPARABLE = Set.of(
            TypeKind.TYPE_INT64,
            TypeKind.TYPE_STRING,
            TypeKind.TYPE_BOOL,
            TypeKind.TYPE_BYTES,
            TypeKind.TYPE_DATE,
            TypeKind.TYPE_TIMESTAMP,
            TypeKind.TYPE_DATETIME,
            TypeKind.TYPE_TIME,
            TypeKind.TYPE_NUMERIC,
            TypeKind.TYPE_ENUM,
            TypeKind.TYPE_INTERVAL);

    private static final Type BOOL = TypeFactory.createSimpleType(TypeKind.TYPE_BOOL);

    private OperatorForms() {}

    /** Whether values of a type compare in DuckDB as they do in GoogleSQL. */
    static boolean isComparable(Type type) {
        return COMPARABLE.contains(type.getKind());
    }

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("$equal", call -> comparison(call, "="));
        forms.put("$not_equal", call -> equality(call.type(0), call.arg(0), call.arg(1), call)
                .map(equal -> "(NOT " + equal + ")"));
        forms.put("$less", call -> comparison(call, "<"));
        forms.put("$less_or_equal", call -> comparison(call, "<="));
        forms.put("$greater", call -> comparison(call, ">"));
        forms.put("$greater_or_equal", call -> comparison(call, ">="));
        forms.put("$between", OperatorForms::between);
        forms.put("$in", OperatorForms::in);
        forms.put("$in_array", OperatorForms::inArray);
        forms.put("$is_distinct_from", simple("({0} IS DISTINCT FROM {1})"));
        forms.put("$is_not_distinct_from", simple("({0} IS NOT DISTINCT FROM {1})"));
        forms.put("$and", call -> Optional.of("(" + String.join(" AND ", call.sql()) + ")"));
        forms.put("$or", call -> Optional.of("(" + String.join(" OR ", call.sql()) + ")"));
        forms.put("$not", FunctionForm.of("(NOT {0})"));
        forms.put("$is_null", FunctionForm.of("({0} IS NULL)"));
        forms.put("$is_true", FunctionForm.of("({0} IS TRUE)"));
        forms.put("$is_false", FunctionForm.of("({0} IS FALSE)"));
        forms.put("if", FunctionForm.of("CASE WHEN {0} THEN {1} ELSE {2} END"));
        forms.put("ifnull", FunctionForm.of("coalesce({*})"));
        forms.put("coalesce", FunctionForm.of("coalesce({*})"));
        forms.put("nullif", call -> equality(call.type(0), call.arg(0), call.arg(1), call)
                .map(equal -> "CASE WHEN " + equal + " THEN NULL ELSE " + call.arg(0) + " END"));
        forms.put("$bitwise_left_shift", call -> shift(call, "<<"));
        forms.put("$bitwise_right_shift", call -> shift(call, ">>"));
        forms.reference("$like_any $like_all $not_like_any $not_like_all"
                + " $like_any_array $like_all_array $not_like_any_array $not_like_all_array");
        forms.put("$case_no_value", call -> Optional.of(branches("CASE", call.sql(), 0)));
        forms.put("$case_with_value", OperatorForms::caseWithValue);
        forms.put("$bitwise_and", FunctionForm.of("({0} & {1})").whenAll(TypeKind.TYPE_INT64));
        forms.put("$bitwise_or", FunctionForm.of("({0} | {1})").whenAll(TypeKind.TYPE_INT64));
        forms.put("$bitwise_xor", FunctionForm.of("xor({0}, {1})").whenAll(TypeKind.TYPE_INT64));
        forms.put("$bitwise_not", FunctionForm.of("(~{0})").whenAll(TypeKind.TYPE_INT64));
    }

    private static FunctionForm simple(String template) {
        return call -> COMPARABLE.contains(call.kind(0)) || call.type(0).isDouble()
                ? Optional.of(call.fill(template))
                : Optional.empty();
    }

    private static Optional<String> comparison(FunctionCall call, String operator) {
        if (operator.equals("=")) {
            return equality(call.type(0), call.arg(0), call.arg(1), call);
        }
        if (call.type(0).isDouble() && call.type(1).isDouble()) {
            return Optional.of(doubles(call, 0, 1, operator));
        }
        if (call.all(TypeKind.TYPE_BIGNUMERIC)) {
            return Optional.of("(" + BigNumericOrder.key(call.arg(0)) + " " + operator + " "
                    + BigNumericOrder.key(call.arg(1)) + ")");
        }
        boolean plain = COMPARABLE.contains(call.kind(0)) && call.kind(0) == call.kind(1);
        return plain ? Optional.of(call.fill("({0} " + operator + " {1})")) : Optional.empty();
    }

    /** DuckDB holds NaN for the greatest number and equal to itself; in GoogleSQL every comparison with it is false. */
    private static String doubles(FunctionCall call, int left, int right, String operator) {
        boolean down = operator.startsWith(">");
        int greater = down ? left : right;
        int lesser = down ? right : left;
        String compared = "(" + call.arg(left) + " " + operator + " " + call.arg(right) + ")";
        if (call.isNumberLiteral(greater)) {
            return compared;
        }
        String guard = "NOT isnan(" + call.arg(greater) + ")";
        return call.isNumberLiteral(lesser)
                ? "(" + compared + " AND " + guard + ")"
                : "(" + compared + " AND (" + guard + " OR " + call.arg(lesser) + " IS NULL))";
    }

    /** Whether two values are equal, or NULL where one of them or of their fields is. */
    static String equality(Type type, String left, String right) {
        return equality(type, left, right, new FunctionCall("$equal", BOOL, List.of(), List.of(), false))
                .orElseThrow(() -> new UnsupportedSql("IN", "IN (subquery) with values of this type"));
    }

    private static Optional<String> equality(Type type, String left, String right, FunctionCall call) {
        if (type.isDouble()) {
            boolean safe = call.size() == 2 && (call.isNumberLiteral(0) || call.isNumberLiteral(1));
            return Optional.of(
                    safe
                            ? "(" + left + " = " + right + ")"
                            : "(" + left + " = " + right + " AND (NOT isnan(" + left + ") OR " + right + " IS NULL))");
        }
        if (type.getKind() == TypeKind.TYPE_BIGNUMERIC) {
            return Optional.of("(" + BigNumericOrder.key(left) + " = " + BigNumericOrder.key(right) + ")");
        }
        if (type.isStruct()) {
            return structs(type.asStruct(), left, right, call);
        }
        return Optional.of(
                COMPARABLE.contains(type.getKind())
                        ? "(" + left + " = " + right + ")"
                        : ReferenceCall.expression(
                                "({0} = {1})", BOOL, List.of(type, type), List.of(left, right), "="));
    }

    private static Optional<String> structs(StructType struct, String left, String right, FunctionCall call) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < struct.getFieldCount(); i++) {
            String name = ", " + Duck.string(DuckType.fieldName(struct, i)) + ")";
            Optional<String> equal = equality(
                    struct.getField(i).getType(),
                    "struct_extract(" + left + name,
                    "struct_extract(" + right + name,
                    call);
            if (equal.isEmpty()) {
                return Optional.empty();
            }
            fields.add(equal.get());
        }
        return Optional.of("(" + String.join(" AND ", fields) + ")");
    }

    private static Optional<String> between(FunctionCall call) {
        if (call.type(0).isDouble()) {
            return Optional.of("(" + doubles(call, 0, 1, ">=") + " AND " + doubles(call, 0, 2, "<=") + ")");
        }
        return COMPARABLE.contains(call.kind(0))
                ? Optional.of(call.fill("({0} BETWEEN {1} AND {2})"))
                : Optional.empty();
    }

    private static Optional<String> in(FunctionCall call) {
        Optional<String> searched = ConstantSearch.in(call);
        if (searched.isPresent()) {
            return searched;
        }
        List<String> values = call.sql().subList(1, call.size());
        if (COMPARABLE.contains(call.kind(0))) {
            return Optional.of("(" + call.arg(0) + " IN (" + String.join(", ", values) + "))");
        }
        List<String> equal = new ArrayList<>();
        for (String value : values) {
            Optional<String> one = equality(call.type(0), call.arg(0), value, call);
            if (one.isEmpty()) {
                throw new UnsupportedSql("IN", "IN with values of this type");
            }
            equal.add(one.get());
        }
        return Optional.of("(" + String.join(" OR ", equal) + ")");
    }

    private static Optional<String> inArray(FunctionCall call) {
        Optional<String> searched = ConstantSearch.inArray(call);
        if (searched.isPresent()) {
            return searched;
        }
        return COMPARABLE.contains(call.kind(0))
                ? Optional.of(call.fill("CASE WHEN {1} IS NULL OR len({1}) = 0 THEN FALSE WHEN {0} IS NULL THEN NULL"
                        + " WHEN list_contains({1}, {0}) THEN TRUE"
                        + " WHEN len({1}) > list_count({1}) THEN NULL ELSE FALSE END"))
                : Optional.empty();
    }

    /** By a constant, of numbers that stay positive: of others, DuckDB has another opinion. */
    private static Optional<String> shift(FunctionCall call, String operator) {
        return call.integer(1)
                .filter(bits -> bits >= 0 && bits < 63 && call.type(0).isInt64())
                .map(bits -> "CASE WHEN " + call.arg(0) + " BETWEEN 0 AND "
                        + (operator.equals("<<") ? Long.MAX_VALUE >> bits : Long.MAX_VALUE) + " THEN " + call.arg(0)
                        + " "
                        + operator + " " + bits + " ELSE "
                        + ReferenceCall.expression(
                                "({0} " + operator + " " + bits + ")",
                                call.type(),
                                List.of(call.type(0)),
                                List.of(call.arg(0)),
                                operator)
                        + " END");
    }

    private static Optional<String> caseWithValue(FunctionCall call) {
        if (COMPARABLE.contains(call.kind(0))) {
            return Optional.of(branches("CASE " + call.arg(0), call.sql(), 1));
        }
        List<String> sql = new ArrayList<>();
        for (int i = 1; i < call.size(); i++) {
            boolean condition = i % 2 == 1 && i + 1 < call.size();
            Optional<String> equal =
                    condition ? equality(call.type(0), call.arg(0), call.arg(i), call) : Optional.of(call.arg(i));
            sql.add(equal.orElseThrow(() -> new UnsupportedSql("CASE", "CASE over values of this type")));
        }
        return Optional.of(branches("CASE", sql, 0));
    }

    private static String branches(String start, List<String> sql, int from) {
        String whens = java.util.stream.IntStream.iterate(from, i -> i + 1 < sql.size(), i -> i + 2)
                .mapToObj(i -> " WHEN " + sql.get(i) + " THEN " + sql.get(i + 1))
                .collect(Collectors.joining());
        boolean otherwise = (sql.size() - from) % 2 == 1;
        return start + whens + (otherwise ? " ELSE " + sql.get(sql.size() - 1) : "") + " END";
    }
}
