package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** An aggregate left to the reference implementation: the rows collected in a list, and computed over it. */
final class ReferenceAggregate {

    private final AggregateCall call;
    private final Predicate<ResolvedExpr> folded;
    private final List<StructType.StructField> fields = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    private ReferenceAggregate(AggregateCall call, Predicate<ResolvedExpr> folded) {
        this.call = call;
        this.folded = folded;
    }

    static String write(AggregateCall call) {
        return new ReferenceAggregate(call, argument -> false).write();
    }

    /** Over texts with a collation. */
    static String write(AggregateCall call, Collations collations) {
        return new ReferenceAggregate(call, collations::isFolded).write();
    }

    private String write() {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            ResolvedExpr argument = call.argument(i);
            String value = call.arg(i);
            arguments.add(call.constant(i).orElseGet(() -> field(argument, value)));
        }
        String modifiers = modifiers();
        if (fields.isEmpty()) {
            field(TypeFactory.createSimpleType(TypeKind.TYPE_INT64), "1::BIGINT");
        }
        Type rows = TypeFactory.createArrayType(TypeFactory.createStructType(fields));
        String list = call.filtered("list(" + row() + ")");
        String name = call.node().getFunction().getSqlName();
        String function = call.name().toUpperCase(Locale.ROOT);
        String safe = call.node().getErrorMode() == ErrorMode.SAFE_ERROR_MODE ? "SAFE." : "";
        String aggregate =
                switch (call.name()) {
                    case "$count_star" -> "COUNT(*" + modifiers + ")";
                    case "approx_count_distinct" -> "COUNT(DISTINCT " + arguments.get(0) + modifiers + ")";
                    default -> safe + function + "(" + call.distinct() + String.join(", ", arguments) + modifiers + ")";
                };
        return ReferenceCall.expression(
                collected(aggregate, arguments),
                call.node().getType(),
                List.of(rows),
                List.of("coalesce(" + list + ", [])"),
                name);
    }

    /** The aggregate as a query over the rows {@code {0}}; for some the reference needs it spelt out. */
    private String collected(String aggregate, List<String> arguments) {
        String rows = "FROM UNNEST({0}) AS r";
        String last = arguments.isEmpty() ? "" : arguments.get(arguments.size() - 1);
        return switch (call.name()) {
            case "percentile_cont", "percentile_disc" -> "(SELECT " + aggregate + " OVER () " + rows + " LIMIT 1)";
            case "max_by", "min_by" ->
                "(SELECT ANY_VALUE(" + arguments.get(0) + " HAVING "
                        + (call.name().equals("max_by") ? "MAX " : "MIN ") + arguments.get(1) + ") " + rows + ")";
            case "approx_top_count" -> ApproximateQueries.top(arguments.get(0), "COUNT(*)", "count", last, call.name());
            case "approx_top_sum" ->
                ApproximateQueries.top(
                        arguments.get(0), ApproximateQueries.sum(arguments.get(1)), "sum", last, call.name());
            case "approx_quantiles" ->
                ApproximateQueries.quantiles(
                        call.distinct() + arguments.get(0), arguments.get(0), call.respectsNulls(), last);
            default -> "(SELECT " + aggregate + " " + rows + ")";
        };
    }

    private String row() {
        List<String> packed = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            packed.add(Duck.name(fields.get(i).getName()) + " := " + values.get(i));
        }
        return "struct_pack(" + String.join(", ", packed) + ")";
    }

    /** A value of the rows; the same one may be an argument and the order. */
    private String field(ResolvedExpr expression, String value) {
        int known = values.indexOf(value);
        String field = known >= 0 ? "r.x" + known : field(expression.getType(), value);
        return folded.test(expression) ? Collations.googleSql(field) : field;
    }

    private String field(Type type, String value) {
        String name = "x" + fields.size();
        fields.add(new StructType.StructField(name, type));
        values.add(value);
        return "r." + name;
    }

    private String modifiers() {
        StringBuilder modifiers = new StringBuilder();
        if (call.ignoresNulls()) {
            modifiers.append(" IGNORE NULLS");
        } else if (call.respectsNulls()) {
            modifiers.append(" RESPECT NULLS");
        }
        call.having().ifPresent(having -> {
            ResolvedExpr key = having.getHavingExpr();
            modifiers
                    .append(" HAVING ")
                    .append(having.getKind().name())
                    .append(' ')
                    .append(field(key, call.write(key)));
        });
        List<String> keys = new ArrayList<>();
        for (ResolvedOrderByItem item : call.orderItems()) {
            keys.add(field(item.getColumnRef(), call.write(item.getColumnRef()))
                    + (item.getIsDescending() ? " DESC" : "")
                    + Ordering.nulls(item));
        }
        if (!keys.isEmpty()) {
            modifiers.append(" ORDER BY ").append(String.join(", ", keys));
        }
        call.limit().ifPresent(limit -> modifiers.append(" LIMIT ").append(constant(limit)));
        return modifiers.toString();
    }

    private static long constant(ResolvedExpr limit) {
        if (limit instanceof ResolvedLiteral literal) {
            return literal.getValue().getInt64Value();
        }
        throw new UnsupportedSql("LIMIT", "LIMIT that is no literal in this aggregate function");
    }
}
