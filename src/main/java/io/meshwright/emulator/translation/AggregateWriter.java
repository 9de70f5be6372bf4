package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedAggregateHavingModifierEnums.HavingModifierKind;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedNonScalarFunctionCallBaseEnums.NullHandlingModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Writes one aggregate call, over a group or over a window. */
final class AggregateWriter {

    private final ExpressionWriter expressions;
    private final Ordering ordering;
    private final ResolvedNonScalarFunctionCallBase call;
    private final String name;
    private final String over;
    private final List<String> args;
    private final List<String> filters = new ArrayList<>();

    private AggregateWriter(
            ExpressionWriter expressions, Ordering ordering, ResolvedNonScalarFunctionCallBase call, String over) {
        this.expressions = expressions;
        this.ordering = ordering;
        this.call = call;
        this.name = call.getFunction().getName().toLowerCase(Locale.ROOT);
        this.over = over;
        this.args = expressions.writeAll(call.getArgumentList());
        if (call.getWhereExpr() != null) {
            filters.add(expressions.write(call.getWhereExpr()));
        }
    }

    /** @param over {@code OVER (...)} with a space before it, or empty */
    static String write(
            ExpressionWriter expressions, Ordering ordering, ResolvedNonScalarFunctionCallBase call, String over) {
        return new AggregateWriter(expressions, ordering, call, over).write();
    }

    private String write() {
        refuseWhatNobodyHonours();
        boolean safe = call.getErrorMode() == ErrorMode.SAFE_ERROR_MODE;
        if (having().isPresent()) {
            return having().get();
        }
        Optional<String> form = safe ? Optional.empty() : form();
        return form.orElseGet(this::reference);
    }

    private void refuseWhatNobodyHonours() {
        if (call.getWithGroupRowsSubquery() != null) {
            throw new UnsupportedSql("GROUP_ROWS", "WITH GROUP ROWS");
        }
        if (aggregate().map(each -> !each.getGroupByList().isEmpty()).orElse(false)) {
            throw new UnsupportedSql(name, "GROUP BY inside an aggregate function");
        }
    }

    private Optional<ResolvedAggregateFunctionCall> aggregate() {
        return call instanceof ResolvedAggregateFunctionCall aggregate ? Optional.of(aggregate) : Optional.empty();
    }

    private Optional<String> having() {
        Optional<ResolvedAggregateHavingModifier> modifier =
                aggregate().map(ResolvedAggregateFunctionCall::getHavingModifier);
        if (modifier.isEmpty() || !name.equals("any_value") || !filters.isEmpty()) {
            return Optional.empty();
        }
        if (modifier.get().getHavingExpr().getType().isDouble()) {
            return Optional.empty();
        }
        String function = modifier.get().getKind() == HavingModifierKind.MAX ? "arg_max" : "arg_min";
        return Optional.of(function + "(" + args.get(0) + ", "
                + expressions.write(modifier.get().getHavingExpr()) + ")" + over);
    }

    private Optional<String> form() {
        boolean modified =
                aggregate().map(each -> each.getHavingModifier() != null).orElse(false);
        if (modified) {
            return Optional.empty();
        }
        return switch (name) {
            case "$count_star" -> plain("count(*)");
            case "count" -> plain("count(" + distinct() + args.get(0) + ")");
            case "countif" -> call.getDistinct() ? Optional.empty() : countIf();
            case "sum" -> sum();
            case "avg" -> average();
            case "min", "max" -> extreme();
            case "any_value" -> plain("any_value(" + args.get(0) + ")");
            case "logical_and" -> plain("bool_and(" + args.get(0) + ")");
            case "logical_or" -> plain("bool_or(" + args.get(0) + ")");
            case "bit_and", "bit_or", "bit_xor" ->
                kind(0) == TypeKind.TYPE_INT64 ? plain(name + "(" + distinct() + args.get(0) + ")") : Optional.empty();
            case "approx_count_distinct" -> plain("count(DISTINCT " + args.get(0) + ")");
            case "stddev", "stddev_samp" -> statistic("stddev_samp");
            case "variance", "var_samp" -> statistic("var_samp");
            case "stddev_pop", "var_pop" -> statistic(name);
            case "corr", "covar_pop", "covar_samp" -> bivariate();
            case "array_agg" -> arrayAgg();
            case "array_concat_agg" -> arrayConcatAgg();
            case "string_agg" -> stringAgg();
            case "approx_quantiles" -> quantiles();
            case "init" -> sketch(args.get(0));
            case "merge" -> mergedSketches().map(hashes -> "CAST(coalesce(len(" + hashes + "), 0) AS BIGINT)");
            case "merge_partial" -> mergedSketches().map(AggregateWriter::sketchOf);
            case "percentile_cont" -> percentile("quantile_cont");
            case "percentile_disc" -> percentile("quantile_disc");
            default -> Optional.empty();
        };
    }

    private TypeKind kind(int index) {
        return call.getArgumentList().get(index).getType().getKind();
    }

    private String distinct() {
        return call.getDistinct() ? "DISTINCT " : "";
    }

    private Optional<String> plain(String core) {
        return Optional.of(filtered(core));
    }

    private String filtered(String core) {
        return core + (filters.isEmpty() ? "" : " FILTER (WHERE " + String.join(" AND ", filters) + ")") + over;
    }

    private Optional<String> countIf() {
        filters.add(args.get(0));
        return over.isEmpty()
                ? plain("count(*)")
                : Optional.of("count(CASE WHEN " + String.join(" AND ", filters) + " THEN 1 END)" + over);
    }

    private Optional<String> sum() {
        String core = filtered("sum(" + distinct() + args.get(0) + ")");
        return switch (kind(0)) {
            case TYPE_INT64 -> Optional.of("CAST(" + core + " AS BIGINT)");
            case TYPE_DOUBLE, TYPE_NUMERIC -> Optional.of(core);
            default -> Optional.empty();
        };
    }

    private Optional<String> average() {
        return switch (kind(0)) {
            case TYPE_INT64, TYPE_DOUBLE -> plain("avg(" + distinct() + args.get(0) + ")");
            case TYPE_NUMERIC -> {
                String sum = filtered("sum(" + distinct() + args.get(0) + ")");
                String count = filtered("count(" + distinct() + args.get(0) + ")");
                yield Optional.of("googlesql_numeric_divide(CAST(" + sum + " AS DECIMAL(38,9)), CAST(nullif(" + count
                        + ", 0) AS DECIMAL(38,9)))");
            }
            default -> Optional.empty();
        };
    }

    /** NaN is neither the least nor the greatest number: any of them makes the result NaN. */
    private Optional<String> extreme() {
        if (kind(0) == TypeKind.TYPE_BIGNUMERIC || kind(0) == TypeKind.TYPE_ARRAY) {
            return Optional.empty();
        }
        String core = filtered(name + "(" + args.get(0) + ")");
        if (kind(0) != TypeKind.TYPE_DOUBLE || name.equals("max")) {
            return Optional.of(core);
        }
        return Optional.of("CASE WHEN isnan(" + filtered("max(" + args.get(0) + ")")
                + ") THEN CAST('nan' AS DOUBLE) ELSE " + core + " END");
    }

    private Optional<String> statistic(String function) {
        return kind(0) == TypeKind.TYPE_DOUBLE
                ? plain(function + "(" + distinct() + args.get(0) + ")")
                : Optional.empty();
    }

    private Optional<String> bivariate() {
        boolean doubles = kind(0) == TypeKind.TYPE_DOUBLE && kind(1) == TypeKind.TYPE_DOUBLE && !call.getDistinct();
        if (!doubles) {
            return Optional.empty();
        }
        String core = filtered(name + "(" + String.join(", ", args) + ")");
        return Optional.of(
                name.equals("corr")
                        ? "CASE WHEN " + filtered("regr_count(" + String.join(", ", args) + ")") + " > 1 THEN " + core
                                + " END"
                        : core);
    }

    private boolean ignoresNulls() {
        return call.getNullHandlingModifier() == NullHandlingModifier.IGNORE_NULLS;
    }

    private String orderBy() {
        List<ResolvedOrderByItem> items = aggregate()
                .map(ResolvedAggregateFunctionCall::getOrderByItemList)
                .orElse(null);
        return items == null || items.isEmpty() ? "" : " ORDER BY " + ordering.write(items);
    }

    private String limited(String list) {
        Optional<Long> limit = aggregate()
                .map(ResolvedAggregateFunctionCall::getLimit)
                .filter(ResolvedLiteral.class::isInstance)
                .map(each -> ((ResolvedLiteral) each).getValue().getInt64Value());
        return limit.map(count -> "(" + list + ")[1:" + count + "]").orElse(list);
    }

    private boolean hasLimit() {
        return aggregate().map(each -> each.getLimit() != null).orElse(false);
    }

    private Optional<String> arrayAgg() {
        if (ignoresNulls()) {
            filters.add(args.get(0) + " IS NOT NULL");
        }
        return Optional.of(limited(filtered("list(" + distinct() + args.get(0) + orderBy() + ")")));
    }

    private Optional<String> arrayConcatAgg() {
        filters.add(args.get(0) + " IS NOT NULL");
        return Optional.of("flatten(" + limited(filtered("list(" + args.get(0) + orderBy() + ")")) + ")");
    }

    private Optional<String> stringAgg() {
        if (kind(0) != TypeKind.TYPE_STRING) {
            return Optional.empty();
        }
        String separator = args.size() > 1 ? args.get(1) : "','";
        if (!hasLimit()) {
            return plain("string_agg(" + distinct() + args.get(0) + ", " + separator + orderBy() + ")");
        }
        filters.add(args.get(0) + " IS NOT NULL");
        return Optional.of("array_to_string(" + limited(filtered("list(" + distinct() + args.get(0) + orderBy() + ")"))
                + ", " + separator + ")");
    }

    private Optional<String> quantiles() {
        if (!(call.getArgumentList().get(1) instanceof ResolvedLiteral count) || ignoresRespected()) {
            return Optional.empty();
        }
        if (kind(0) == TypeKind.TYPE_BIGNUMERIC) {
            return Optional.empty();
        }
        long parts = count.getValue().getInt64Value();
        String fractions = LongStream.rangeClosed(0, parts)
                .mapToObj(i -> "CAST(" + (double) i / parts + " AS DOUBLE)")
                .collect(Collectors.joining(", ", "[", "]"));
        return plain("quantile_disc(" + distinct() + args.get(0) + ", " + fractions + ")");
    }

    /** A sketch of HLL_COUNT is exact here: the hashes of all values, as JSON. */
    private Optional<String> sketch(String value) {
        filters.add(value + " IS NOT NULL");
        return isSketch()
                ? Optional.of(sketchOf(filtered("list(DISTINCT CAST(hash(" + value + ") AS VARCHAR))")))
                : Optional.empty();
    }

    private Optional<String> mergedSketches() {
        String hashes = "from_json(decode(" + args.get(0) + "), '[\"VARCHAR\"]')";
        return isSketch()
                ? Optional.of("list_distinct(flatten(" + filtered("list(" + hashes + ")") + "))")
                : Optional.empty();
    }

    private static String sketchOf(String hashes) {
        return "encode(CAST(to_json(list_sort(" + hashes + ")) AS VARCHAR))";
    }

    private boolean isSketch() {
        return call.getFunction().getNamePath().contains("hll_count");
    }

    private boolean ignoresRespected() {
        return call.getNullHandlingModifier() == NullHandlingModifier.RESPECT_NULLS;
    }

    /** {@code quantile_cont} interpolates as PERCENTILE_CONT does; the fraction must be known now. */
    private Optional<String> percentile(String function) {
        boolean constant = call.getArgumentList().get(1) instanceof ResolvedLiteral
                || call.getArgumentList().get(1) instanceof ResolvedCast;
        boolean numbers = kind(0) == TypeKind.TYPE_DOUBLE || function.equals("quantile_disc");
        if (!constant || !numbers || ignoresRespected() || kind(0) == TypeKind.TYPE_BIGNUMERIC) {
            return Optional.empty();
        }
        return plain(function + "(" + args.get(0) + ", " + args.get(1) + ")");
    }

    /** The rows collected in a list, and the aggregate computed over it by the reference. */
    private String reference() {
        List<StructType.StructField> fields = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            Optional<String> constant = call.getArgumentList().get(i) instanceof ResolvedLiteral literal
                    ? Literals.google(literal.getValue())
                    : Optional.empty();
            String value = args.get(i);
            Type type = call.getArgumentList().get(i).getType();
            arguments.add(constant.orElseGet(() -> field(fields, values, type, value)));
        }
        String modifiers = modifiers(fields, values);
        Type rows = TypeFactory.createArrayType(TypeFactory.createStructType(fields));
        String list = filtered("list(" + row(fields, values) + ")");
        String function = String.join(".", call.getFunction().getNamePath())
                .replace("ZetaSQL.", "")
                .toUpperCase(Locale.ROOT);
        if (function.startsWith("$")) {
            throw new UnsupportedSql(name, call.getFunction().getSqlName());
        }
        String safe = call.getErrorMode() == ErrorMode.SAFE_ERROR_MODE ? "SAFE." : "";
        String aggregate = safe + function + "(" + distinct() + String.join(", ", arguments) + modifiers + ")";
        return ReferenceCall.expression(
                collected(aggregate, arguments),
                call.getType(),
                List.of(rows),
                List.of("coalesce(" + list + ", [])"),
                call.getFunction().getSqlName());
    }

    /** The aggregate as a query over the rows {@code {0}}; for some the reference needs it spelt out. */
    private String collected(String aggregate, List<String> arguments) {
        String rows = "FROM UNNEST({0}) AS r";
        String last = arguments.get(arguments.size() - 1);
        return switch (name) {
            case "percentile_cont", "percentile_disc" -> "(SELECT " + aggregate + " OVER () " + rows + " LIMIT 1)";
            case "approx_top_count" ->
                "ARRAY(SELECT AS STRUCT " + arguments.get(0) + " AS value, COUNT(*) AS count " + rows
                        + " GROUP BY 1 ORDER BY 2 DESC LIMIT " + last + ")";
            case "approx_top_sum" ->
                "ARRAY(SELECT AS STRUCT " + arguments.get(0) + " AS value, SUM(" + arguments.get(1) + ") AS sum " + rows
                        + " GROUP BY 1 ORDER BY 2 DESC LIMIT " + last + ")";
            case "approx_quantiles" ->
                "(SELECT ARRAY(SELECT s[OFFSET(DIV(i * (ARRAY_LENGTH(s) - 1), " + last
                        + "))] FROM UNNEST(GENERATE_ARRAY(0, " + last
                        + ")) AS i ORDER BY i) FROM (SELECT ARRAY(SELECT " + distinct() + arguments.get(0) + " AS x "
                        + rows
                        + " ORDER BY x) AS s))";
            default -> "(SELECT " + aggregate + " " + rows + ")";
        };
    }

    private static String row(List<StructType.StructField> fields, List<String> values) {
        List<String> packed = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            packed.add(Duck.name(fields.get(i).getName()) + " := " + values.get(i));
        }
        return "struct_pack(" + String.join(", ", packed) + ")";
    }

    private static String field(List<StructType.StructField> fields, List<String> values, Type type, String value) {
        String name = "x" + fields.size();
        fields.add(new StructType.StructField(name, type));
        values.add(value);
        return "r." + name;
    }

    private String modifiers(List<StructType.StructField> fields, List<String> values) {
        StringBuilder modifiers = new StringBuilder();
        if (ignoresNulls()) {
            modifiers.append(" IGNORE NULLS");
        } else if (ignoresRespected()) {
            modifiers.append(" RESPECT NULLS");
        }
        aggregate().ifPresent(each -> {
            if (each.getHavingModifier() != null) {
                ResolvedExpr key = each.getHavingModifier().getHavingExpr();
                modifiers
                        .append(" HAVING ")
                        .append(each.getHavingModifier().getKind().name())
                        .append(' ')
                        .append(field(fields, values, key.getType(), expressions.write(key)));
            }
            List<String> keys = new ArrayList<>();
            for (ResolvedOrderByItem item : each.getOrderByItemList()) {
                keys.add(field(fields, values, item.getColumnRef().getType(), expressions.write(item.getColumnRef()))
                        + (item.getIsDescending() ? " DESC" : "")
                        + Ordering.nulls(item));
            }
            if (!keys.isEmpty()) {
                modifiers.append(" ORDER BY ").append(String.join(", ", keys));
            }
            if (each.getLimit() instanceof ResolvedLiteral limit) {
                modifiers.append(" LIMIT ").append(value(limit).getInt64Value());
            }
        });
        return modifiers.toString();
    }

    private static Value value(ResolvedLiteral literal) {
        return literal.getValue();
    }
}
