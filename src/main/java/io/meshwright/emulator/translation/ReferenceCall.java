package io.meshwright.emulator.translation;

import com.google.zetasql.FunctionArgumentType;
import com.google.zetasql.Type;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.NamedArgumentKind;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCallBase;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.ReferenceExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call left to Google's reference implementation, by way of the DuckDB function {@code googlesql}.
 *
 * <p>The first argument of that function is the session that calls it. The second says it all: the time zone, the types of
 * the arguments, the expression, each but the last with a line break.
 */
final class ReferenceCall {

    static final String FUNCTION = "googlesql";

    /** Operators and others whose syntax is not that of a call. */
    private static final Map<String, String> SYNTAX = Map.ofEntries(
            Map.entry("$add", "({0} + {1})"),
            Map.entry("$subtract", "({0} - {1})"),
            Map.entry("$subtract_date", "({0} - {1})"),
            Map.entry("$subtract_timestamp", "({0} - {1})"),
            Map.entry("$subtract_datetime", "({0} - {1})"),
            Map.entry("$subtract_time", "({0} - {1})"),
            Map.entry("$multiply", "({0} * {1})"),
            Map.entry("$divide", "({0} / {1})"),
            Map.entry("$unary_minus", "(- {0})"),
            Map.entry("$bitwise_not", "(~ {0})"),
            Map.entry("$bitwise_and", "({0} & {1})"),
            Map.entry("$bitwise_or", "({0} | {1})"),
            Map.entry("$bitwise_xor", "({0} ^ {1})"),
            Map.entry("$bitwise_left_shift", "({0} << {1})"),
            Map.entry("$bitwise_right_shift", "({0} >> {1})"),
            Map.entry("$concat_op", "({0} || {1})"),
            Map.entry("$equal", "({0} = {1})"),
            Map.entry("$not_equal", "({0} != {1})"),
            Map.entry("$less", "({0} < {1})"),
            Map.entry("$less_or_equal", "({0} <= {1})"),
            Map.entry("$greater", "({0} > {1})"),
            Map.entry("$greater_or_equal", "({0} >= {1})"),
            Map.entry("$is_distinct_from", "({0} IS DISTINCT FROM {1})"),
            Map.entry("$is_not_distinct_from", "({0} IS NOT DISTINCT FROM {1})"),
            Map.entry("$like", "({0} LIKE {1})"),
            Map.entry("$between", "({0} BETWEEN {1} AND {2})"),
            Map.entry("$in_array", "({0} IN UNNEST({1}))"),
            Map.entry("$subscript", "{0}[{1}]"),
            Map.entry("$array_at_offset", "{0}[OFFSET({1})]"),
            Map.entry("$array_at_ordinal", "{0}[ORDINAL({1})]"),
            Map.entry("$safe_array_at_offset", "{0}[SAFE_OFFSET({1})]"),
            Map.entry("$safe_array_at_ordinal", "{0}[SAFE_ORDINAL({1})]"),
            Map.entry("$interval", "INTERVAL {0} {1}"),
            Map.entry("$case_no_value", ""),
            Map.entry("$case_with_value", ""));

    private static final Pattern INTERVAL_ARITHMETIC =
            Pattern.compile("(date|datetime|time|timestamp)_(add|sub)|generate_(date|timestamp)_array");

    private final List<Type> types = new ArrayList<>();
    private final List<String> encoded = new ArrayList<>();

    private final String zone;

    private ReferenceCall(String zone) {
        this.zone = zone;
    }

    /** The call as DuckDB SQL. Refuses functions the reference does not have either. */
    static String scalar(ResolvedFunctionCallBase node, FunctionCall call, boolean safe, String zone) {
        ReferenceCall reference = new ReferenceCall(zone);
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            arguments.add(reference.argument(call.arguments().get(i), call.arg(i)));
        }
        String expression = reference.syntax(node, call.name(), arguments);
        if (safe) {
            expression = safe(expression, call.name());
        }
        return reference.sql(expression, call.type(), node.getFunction().getSqlName());
    }

    /** A search in a text with a collation. */
    static String search(ResolvedFunctionCallBase node, FunctionCall call, Collations collations, String zone) {
        ReferenceCall reference = new ReferenceCall(zone);
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            ResolvedExpr argument = call.arguments().get(i);
            String text = reference.argument(argument, call.arg(i));
            arguments.add(collations.isFolded(argument) ? Collations.googleSql(text) : text);
        }
        return reference.sql(
                reference.syntax(node, call.name(), arguments),
                call.type(),
                node.getFunction().getSqlName());
    }

    /** Any expression over parameters {@code {0}}, {@code {1}} of the types given. */
    static String expression(String template, Type type, List<Type> types, List<String> sql, String name) {
        return expression(template, type, types, sql, name, StatementRequest.UTC);
    }

    /** The same in a time zone. */
    static String expression(String template, Type type, List<Type> types, List<String> sql, String name, String zone) {
        ReferenceCall reference = new ReferenceCall(zone);
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            arguments.add(reference.parameter(types.get(i), sql.get(i)));
        }
        return reference.sql(FunctionCall.fill(template, arguments), type, name);
    }

    private static String safe(String expression, String name) {
        if (name.startsWith("$")) {
            throw new UnsupportedSql(name, "SAFE with the operator " + name.substring(1));
        }
        return "SAFE." + expression;
    }

    private String argument(ResolvedExpr argument, String sql) {
        Optional<String> literal =
                argument instanceof ResolvedLiteral constant ? Literals.google(constant.getValue()) : Optional.empty();
        return literal.orElseGet(() -> parameter(argument.getType(), sql));
    }

    private String parameter(Type type, String sql) {
        types.add(type);
        encoded.add(Wire.encode(type, sql));
        return "@a" + (types.size() - 1);
    }

    private String syntax(ResolvedFunctionCallBase node, String name, List<String> arguments) {
        if (name.startsWith("$extract")) {
            return extract(name, arguments);
        }
        String template = SYNTAX.get(name);
        if (template != null && !template.isEmpty()) {
            return FunctionCall.fill(template, arguments);
        }
        if (name.startsWith("$")) {
            throw new UnsupportedSql(name, node.getFunction().getSqlName());
        }
        if (INTERVAL_ARITHMETIC.matcher(name).matches() && arguments.size() >= 3) {
            return interval(name, arguments);
        }
        List<String> names = argumentNames(node, arguments.size());
        List<String> named = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            named.add((i < names.size() ? names.get(i) : "") + arguments.get(i));
        }
        return String.join(".", node.getFunction().getNamePath())
                        .replace("ZetaSQL.", "")
                        .toUpperCase(Locale.ROOT) + "(" + String.join(", ", named) + ")";
    }

    /** The last two arguments are a number and a date part. */
    private static String interval(String name, List<String> arguments) {
        int number = arguments.size() - 2;
        List<String> written = new ArrayList<>(arguments.subList(0, number));
        written.add("INTERVAL " + arguments.get(number) + " " + arguments.get(number + 1));
        return name.toUpperCase(Locale.ROOT) + "(" + String.join(", ", written) + ")";
    }

    private static String extract(String name, List<String> arguments) {
        boolean named = name.equals("$extract");
        String part =
                named ? arguments.get(1) : name.substring("$extract_".length()).toUpperCase(Locale.ROOT);
        int zone = named ? 2 : 1;
        String at = arguments.size() > zone ? " AT TIME ZONE " + arguments.get(zone) : "";
        return "EXTRACT(" + part + " FROM " + arguments.get(0) + at + ")";
    }

    /** {@code name => } for those arguments that must be named. */
    private static List<String> argumentNames(ResolvedFunctionCallBase node, int count) {
        List<FunctionArgumentType> formal = node.getSignature().getFunctionArgumentList();
        int repeated =
                (int) formal.stream().filter(FunctionArgumentType::isRepeated).count();
        int others = formal.size() - repeated;
        int repetitions = repeated == 0 ? 0 : Math.max(0, (count - others) / repeated);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < formal.size(); i++) {
            if (formal.get(i).isRepeated()) {
                names.addAll(Collections.nCopies(repeated * repetitions, ""));
                i += repeated - 1;
            } else {
                names.add(argumentName(formal.get(i)));
            }
        }
        return names;
    }

    private static String argumentName(FunctionArgumentType argument) {
        var options = argument.getOptions();
        return options.getNamedArgumentKind() == NamedArgumentKind.NAMED_ONLY ? options.getArgumentName() + " => " : "";
    }

    private String sql(String expression, Type type, String name) {
        List<String> names = types.stream().map(GoogleSqlType::name).toList();
        try {
            ReferenceExpression.of(expression, names, zone);
        } catch (ReferenceExpression.FailedExpression e) {
            throw new UnsupportedSql(name, name + " with these arguments");
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(Duck.string(zone + "\n" + String.join(";", names) + "\n" + expression));
        arguments.addAll(encoded);
        return Wire.decode(type, LongFunctions.call(FUNCTION, arguments.toArray(String[]::new)));
    }
}
