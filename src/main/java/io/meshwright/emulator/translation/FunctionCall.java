package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCast;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call of a scalar function, its arguments written already.
 *
 * @param name GoogleSQL's name, in lower case; operators start with {@code $}
 * @param sql DuckDB SQL of the arguments
 * @param tried whether it stands within TRY, which takes no subquery
 */
record FunctionCall(String name, Type type, List<ResolvedExpr> arguments, List<String> sql, boolean tried) {

    /** The same call with its arguments written in another way. */
    FunctionCall over(List<String> written) {
        return new FunctionCall(name, type, arguments, written, tried);
    }

    int size() {
        return sql.size();
    }

    String arg(int index) {
        return sql.get(index);
    }

    TypeKind kind(int index) {
        return arguments.get(index).getType().getKind();
    }

    Type type(int index) {
        return arguments.get(index).getType();
    }

    boolean all(TypeKind... kinds) {
        Set<TypeKind> allowed = Set.of(kinds);
        return arguments.stream()
                .allMatch(argument -> allowed.contains(argument.getType().getKind()));
    }

    /** The value of an argument that is a constant and not NULL. */
    Optional<Value> literal(int index) {
        return index < size() ? constant(arguments.get(index)) : Optional.empty();
    }

    Optional<Long> integer(int index) {
        return literal(index).filter(value -> value.getType().isInt64()).map(Value::getInt64Value);
    }

    Optional<String> string(int index) {
        return literal(index).filter(value -> value.getType().isString()).map(Value::getStringValue);
    }

    /** A date part, such as {@code DAY} or {@code WEEK_MONDAY}. */
    String part(int index) {
        return literal(index).map(Value::getEnumName).orElse("");
    }

    /** Whether an argument is a number other than zero, known now. */
    boolean isNonZero(int index) {
        return literal(index)
                .map(value -> switch (value.getType().getKind()) {
                    case TYPE_INT64 -> value.getInt64Value() != 0;
                    case TYPE_DOUBLE -> value.getDoubleValue() != 0;
                    case TYPE_NUMERIC -> value.getNumericValue().signum() != 0;
                    default -> false;
                })
                .orElse(false);
    }

    /** Whether an argument is a constant and no NaN, so that comparisons need no guard on its side. */
    boolean isNumberLiteral(int index) {
        return literal(index)
                .map(value -> !value.getType().isDouble() || !Double.isNaN(value.getDoubleValue()))
                .orElse(false);
    }

    /** {@code {0}}, {@code {1}}, ... and {@code {*}} replaced by the arguments. */
    String fill(String template) {
        return fill(template, sql);
    }

    /** The same with {@code {exact}} replaced by what is no template, as it may have braces of its own. */
    String fill(String template, String exact) {
        return fill(template, sql, exact);
    }

    static String fill(String template, List<String> arguments) {
        return fill(template, arguments, "");
    }

    static String fill(String template, List<String> arguments, String exact) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            int close = c == '{' ? template.indexOf('}', at) : -1;
            String hole = close < 0 ? "" : template.substring(at + 1, close);
            if (hole.equals("*")) {
                filled.append(String.join(", ", arguments));
                at = close + 1;
            } else if (hole.equals("exact")) {
                filled.append(exact);
                at = close + 1;
            } else if (!hole.isEmpty() && hole.chars().allMatch(Character::isDigit)) {
                filled.append(arguments.get(Integer.parseInt(hole)));
                at = close + 1;
            } else {
                filled.append(c);
                at++;
            }
        }
        return filled.toString();
    }

    private static Optional<Value> constant(ResolvedExpr expression) {
        ResolvedExpr inner = expression;
        while (inner instanceof ResolvedCast cast
                && cast.getFormat() == null
                && cast.getType().isDouble()
                && cast.getExpr().getType().isInt64()) {
            inner = cast.getExpr();
        }
        return inner instanceof ResolvedLiteral literal && !literal.getValue().isNull()
                ? Optional.of(literal.getValue())
                : Optional.empty();
    }
}
