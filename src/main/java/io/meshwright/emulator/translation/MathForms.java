package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Arithmetic and mathematics. Overflow, division by zero and arguments out of range are errors. */
final class MathForms {

    private MathForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("$add", MathForms::add);
        forms.put("$subtract", MathForms::subtract);
        forms.put("$multiply", MathForms::multiply);
        forms.put("$divide", MathForms::divide);
        forms.put(
                "$unary_minus",
                FunctionForm.of("CAST(-{0} AS BIGINT)")
                        .whenAll(TypeKind.TYPE_INT64)
                        .or(numbers("(-{0})")));
        forms.put(
                "safe_divide",
                call -> call.type().isDouble()
                        ? Optional.of(
                                call.fill("CASE WHEN isinf({0} / nullif({1}, 0)) AND isfinite({0}) AND isfinite({1})"
                                        + " THEN NULL ELSE {0} / nullif({1}, 0) END"))
                        : safe(call, "googlesql_numeric_divide({0}, nullif({1}, 0))"));
        forms.put("ieee_divide", call -> Optional.of(call.fill("({0} / {1})"))
                .filter(sql -> call.type().isDouble()));
        forms.put("safe_add", wide("CAST({0} AS HUGEINT) + {1}"));
        forms.put("safe_subtract", wide("CAST({0} AS HUGEINT) - {1}"));
        forms.put("safe_multiply", wide("CAST({0} AS HUGEINT) * {1}"));
        forms.put("safe_negate", wide("-CAST({0} AS HUGEINT)"));
        forms.put("div", FunctionForm.of(byZero("{0} // {1}")).whenAll(TypeKind.TYPE_INT64));
        forms.put("mod", MathForms::mod);
        forms.put("abs", numbers("abs({0})"));
        forms.put("sign", call -> Optional.of(call.fill("CAST(sign({0}) AS " + DuckType.of(call.type()) + ")"))
                .filter(sql -> !call.type().isDouble() && call.all(TypeKind.TYPE_INT64, TypeKind.TYPE_NUMERIC)));
        forms.put("floor", doubles("floor({0})"));
        forms.put("ceil", doubles("ceil({0})"));
        forms.alias("ceiling", "ceil");
        forms.put("trunc", doubles("trunc({0})").withArguments(1));
        forms.put("round", doubles("round({0})").withArguments(1).or(MathForms::round));
        forms.put("sqrt", finite("sqrt", "{0} >= 0"));
        forms.put("ln", finite("ln", "{0} > 0"));
        forms.put("log10", finite("log10", "{0} > 0"));
        forms.put("exp", finite("exp", "{0} < 700"));
        forms.put("is_nan", FunctionForm.of("isnan({0})"));
        forms.put("is_inf", FunctionForm.of("isinf({0})"));
        forms.put("rand", FunctionForm.of("random()"));
        forms.put("greatest", call -> extreme(call, "greatest"));
        forms.put("least", call -> extreme(call, "least"));
        for (String function : new String[] {"sin", "cos", "tan", "atan", "tanh", "asinh"}) {
            forms.put(function, finite(function, "TRUE"));
        }
        forms.put("asin", finite("asin", "abs({0}) <= 1"));
        forms.put("acos", finite("acos", "abs({0}) <= 1"));
        forms.put("atanh", finite("atanh", "abs({0}) < 1"));
        forms.put("acosh", finite("acosh", "{0} >= 1"));
        forms.put("sinh", finite("sinh", "abs({0}) < 700"));
        forms.put("cosh", finite("cosh", "abs({0}) < 700"));
        forms.put("log", finite("ln", "{0} > 0"));
        forms.put("pow", MathForms::power);
        forms.put("range_bucket", MathForms::bucket);
        forms.put("atan2", doubles("atan2({0}, {1})"));
        forms.put("cbrt", finite("cbrt", "true"));
        forms.reference("csc sec cot csch sech coth cosine_distance euclidean_distance");
        forms.alias("power", "pow");
        forms.put("bit_count", FunctionForm.of("CAST(bit_count({0}) AS BIGINT)").whenAll(TypeKind.TYPE_INT64));
    }

    private static FunctionForm numbers(String template) {
        return FunctionForm.of(template).whenAll(TypeKind.TYPE_INT64, TypeKind.TYPE_DOUBLE, TypeKind.TYPE_NUMERIC);
    }

    private static FunctionForm doubles(String template) {
        return FunctionForm.of(template).whenAll(TypeKind.TYPE_DOUBLE);
    }

    /** NULL where an integer is too large; no TRY, which would hide the arguments' errors too. */
    private static FunctionForm wide(String template) {
        return FunctionForm.of("TRY_CAST(" + template + " AS BIGINT)").whenAll(TypeKind.TYPE_INT64);
    }

    private static Optional<String> safe(FunctionCall call, String template) {
        return call.type().getKind() == TypeKind.TYPE_NUMERIC && Attempts.isPossible(call.arguments(), call.sql())
                ? Optional.of("TRY(" + call.fill(template) + ")")
                : Optional.empty();
    }

    /** DuckDB holds the least number modulo -1 for an overflow. */
    private static Optional<String> mod(FunctionCall call) {
        if (!call.all(TypeKind.TYPE_INT64)) {
            return Optional.empty();
        }
        boolean plain = call.isNonZero(1) && !call.integer(1).equals(Optional.of(-1L));
        return Optional.of(call.fill(
                plain
                        ? "({0} % {1})"
                        : "CASE WHEN {1} = 0 THEN CAST(error('division by zero: MOD(' || {0} || ', 0)') AS BIGINT)"
                                + " WHEN {1} = -1 AND {0} IS NOT NULL THEN 0 ELSE {0} % {1} END"));
    }

    private static String byZero(String operation) {
        return "CASE WHEN {1} = 0 THEN CAST(error('division by zero: ' || {0} || ' / 0') AS BIGINT) ELSE " + operation
                + " END";
    }

    private static Optional<String> add(FunctionCall call) {
        if (call.kind(0) == TypeKind.TYPE_DATE && call.type(1).isInt64()) {
            return Optional.of(shifted(call.arg(0), "+", call.arg(1)));
        }
        if (call.kind(1) == TypeKind.TYPE_DATE && call.type(0).isInt64()) {
            return Optional.of(shifted(call.arg(1), "+", call.arg(0)));
        }
        return IntervalForms.isMove(call) ? IntervalForms.moved(call, "+") : arithmetic(call, "+");
    }

    private static Optional<String> subtract(FunctionCall call) {
        if (call.kind(0) == TypeKind.TYPE_DATE && call.type(1).isInt64()) {
            return Optional.of(shifted(call.arg(0), "-", call.arg(1)));
        }
        if (IntervalForms.isMove(call)) {
            return IntervalForms.moved(call, "-");
        }
        if (call.all(TypeKind.TYPE_TIMESTAMP)) {
            return Optional.of(call.fill("to_microseconds(epoch_us({0}) - epoch_us({1}))"));
        }
        if (call.all(TypeKind.TYPE_DATETIME)) {
            return Optional.of(call.fill("(to_days(CAST((epoch_us({0}) - epoch_us({1})) // 86400000000 AS INTEGER))"
                    + " + to_microseconds((epoch_us({0}) - epoch_us({1})) % 86400000000))"));
        }
        return arithmetic(call, "-");
    }

    /** More days than the calendar has are no INTEGER maybe. */
    private static String shifted(String date, String sign, String days) {
        String overflow = Calendar.overflow(TypeKind.TYPE_DATE, date, sign, days, "DAY");
        return "CASE WHEN " + date + " IS NULL THEN NULL WHEN " + days + " BETWEEN -4000000 AND 4000000 THEN "
                + Calendar.date("(" + date + " " + sign + " TRY_CAST(" + days + " AS INTEGER))", overflow) + " WHEN "
                + days + " IS NOT NULL THEN " + overflow + " END";
    }

    private static Optional<String> multiply(FunctionCall call) {
        if (call.all(TypeKind.TYPE_NUMERIC)) {
            return Optional.of(call.fill("CASE WHEN abs({0}) < 999999999 AND abs({1}) < 999999999 THEN"
                    + " CAST(TRY_CAST({0} AS DECIMAL(18,9)) * TRY_CAST({1} AS DECIMAL(18,9)) AS DECIMAL(38,9))"
                    + " ELSE googlesql_numeric_multiply({0}, {1}) END"));
        }
        return arithmetic(call, "*");
    }

    /** Whether the left side is the same operation on integers. */
    private static boolean isSame(FunctionCall call) {
        return call.all(TypeKind.TYPE_INT64)
                && call.arguments().get(0) instanceof ResolvedFunctionCall left
                && left.getErrorMode() != ErrorMode.SAFE_ERROR_MODE
                && left.getFunction().getName().equals(call.name())
                && left.getArgumentList().stream()
                        .allMatch(argument -> argument.getType().isInt64());
    }

    private static Optional<String> arithmetic(FunctionCall call, String operator) {
        String plain = Duck.chain(call.arg(0), operator, call.arg(1), isSame(call));
        if (call.all(TypeKind.TYPE_INT64)) {
            return Optional.of(plain);
        }
        if (call.all(TypeKind.TYPE_NUMERIC) && !operator.equals("*")) {
            return Optional.of("CAST(" + plain + " AS DECIMAL(38,9))");
        }
        return Optional.empty();
    }

    private static Optional<String> divide(FunctionCall call) {
        return call.all(TypeKind.TYPE_NUMERIC)
                ? Optional.of(call.fill("googlesql_numeric_divide({0}, {1})"))
                : Optional.empty();
    }

    /** DuckDB rounds halves away from zero as GoogleSQL does; far digits only the reference rounds exactly. */
    private static Optional<String> round(FunctionCall call) {
        if (call.size() == 2 && call.kind(0) == TypeKind.TYPE_NUMERIC) {
            return call.integer(1)
                    .filter(digits -> digits >= 0 && digits <= 9)
                    .map(digits -> numeric(call, "round({0}, " + digits + ")"));
        }
        if (call.size() == 1 && call.kind(0) == TypeKind.TYPE_NUMERIC) {
            return Optional.of(numeric(call, "round({0}, 0)"));
        }
        return call.size() == 2 && call.type(0).isDouble()
                ? call.integer(1)
                        .filter(digits -> digits >= 0 && digits <= 6)
                        .map(digits -> rounded(call.arg(0), digits))
                : Optional.empty();
    }

    /** The plain function while its result is in range for sure; else the reference, for its error. */
    private static String numeric(FunctionCall call, String rounded) {
        List<Type> types = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            types.add(call.type(i));
            values.add(call.arg(i));
            places.add("{" + i + "}");
        }
        String exact = ReferenceCall.expression(
                "ROUND(" + String.join(", ", places) + ")", call.type(), types, values, call.name());
        return call.fill(
                "CASE WHEN {0} IS NULL THEN NULL WHEN abs({0}) <= " + "9".repeat(29) + " THEN CAST(" + rounded
                        + " AS DECIMAL(38,9)) ELSE {exact} END",
                exact);
    }

    /** Scaled to a half, the number may have been a little less or more: then its exact digits decide. */
    private static String rounded(String number, long digits) {
        String scaled = "(" + number + " * " + (long) Math.pow(10, (double) digits) + ")";
        return "CASE WHEN abs(" + number + ") < 1e9 AND abs(" + scaled + " - trunc(" + scaled + ")) <> 0.5 THEN round("
                + number + ", " + digits + ") ELSE googlesql_round(" + number + ", " + digits + ") END";
    }

    /** The plain function where its argument is in range and its result finite; else the reference, for its error. */
    private static FunctionForm finite(String function, String range) {
        return call -> {
            if (call.size() != 1 || !call.type(0).isDouble()) {
                return Optional.empty();
            }
            Type type = call.type();
            String exact = ReferenceCall.expression(
                    function + "({0})", type, List.of(call.type(0)), List.of(call.arg(0)), function);
            return Optional.of(call.fill(
                    "CASE WHEN {0} IS NULL THEN NULL WHEN " + range + " AND isfinite({0}) THEN " + function
                            + "({0}) ELSE {exact} END",
                    exact));
        };
    }

    private static Optional<String> power(FunctionCall call) {
        if (!call.all(TypeKind.TYPE_DOUBLE)) {
            return Optional.empty();
        }
        String exact = ReferenceCall.expression(
                "POW({0}, {1})",
                call.type(), List.of(call.type(0), call.type(1)), List.of(call.arg(0), call.arg(1)), "POW");
        return Optional.of(call.fill(
                "CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL WHEN isfinite({0}) AND isfinite({1})"
                        + " AND isfinite(pow({0}, {1})) THEN pow({0}, {1}) ELSE {exact} END",
                exact));
    }

    /** Over constants in ascending order. */
    private static Optional<String> bucket(FunctionCall call) {
        boolean ascending = call.type(0).isInt64()
                && call.literal(1)
                        .map(Value::getElementList)
                        .filter(bounds -> bounds.stream().noneMatch(Value::isNull))
                        .filter(bounds -> IntStream.range(1, bounds.size())
                                .allMatch(i -> bounds.get(i - 1).getInt64Value()
                                        <= bounds.get(i).getInt64Value()))
                        .isPresent();
        return ascending
                ? Optional.of(
                        call.fill("CASE WHEN {0} IS NOT NULL THEN CAST(len(list_filter({1}, lambda bound: bound <="
                                + " {0})) AS BIGINT) END"))
                : Optional.empty();
    }

    /** DuckDB's greatest interval has the most months, then days. */
    private static Optional<String> extreme(FunctionCall call, String function) {
        TypeKind kind = call.type().getKind();
        if (call.type().isArray() || kind == TypeKind.TYPE_BIGNUMERIC || kind == TypeKind.TYPE_INTERVAL) {
            return Optional.empty();
        }
        String anyNull = call.sql().stream().map(arg -> arg + " IS NULL").collect(Collectors.joining(" OR "));
        String nan = call.type().isDouble() && function.equals("least")
                ? call.sql().stream()
                        .map(arg -> " WHEN isnan(" + arg + ") THEN CAST('nan' AS DOUBLE)")
                        .collect(Collectors.joining())
                : "";
        return Optional.of("CASE WHEN " + anyNull + " THEN NULL" + nan + " ELSE " + function + "("
                + String.join(", ", call.sql()) + ") END");
    }
}
