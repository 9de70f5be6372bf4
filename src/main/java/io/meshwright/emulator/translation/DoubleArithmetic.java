package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCast;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCall;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a tree of FLOAT64 sums, products and quotients as plain DuckDB arithmetic with one check at its root.
 *
 * <p>GoogleSQL fails where a step overflows or divides by zero. Both leave an infinity or NaN that reaches the root, so a
 * finite result is right; for another the reference tells error from honest infinity. A divisor that is itself a tree
 * could hide an infinity, so it is checked on its own.
 */
final class DoubleArithmetic {

    private static final Map<String, String> OPERATORS =
            Map.of("$add", "+", "$subtract", "-", "$multiply", "*", "$divide", "/");

    /** No INT64 is larger. */
    private static final double LARGEST_INTEGER = 0x1p63;

    private static final double CERTAINLY_FINITE = 1e300;

    /** 10^20 of these are still finite. */
    private static final double SMALL = 1e280;

    private final ExpressionWriter expressions;
    private final List<Type> types = new ArrayList<>();
    private final List<String> leaves = new ArrayList<>();
    private boolean divides;

    private DoubleArithmetic(ExpressionWriter expressions) {
        this.expressions = expressions;
    }

    static boolean is(ResolvedExpr expression) {
        return expression instanceof ResolvedFunctionCall call
                && call.getErrorMode() != ErrorMode.SAFE_ERROR_MODE
                && OPERATORS.containsKey(call.getFunction().getName())
                && call.getType().isDouble()
                && call.getArgumentList().stream()
                        .allMatch(argument -> argument.getType().isDouble());
    }

    static String write(ExpressionWriter expressions, ResolvedExpr root) {
        DoubleArithmetic arithmetic = new DoubleArithmetic(expressions);
        Written written = arithmetic.tree(root);
        if (bound(root) < CERTAINLY_FINITE && !arithmetic.divides) {
            return written.duck();
        }
        String exact = ReferenceCall.expression(
                written.google(), root.getType(), arithmetic.types, arithmetic.leaves, "arithmetic");
        return "CASE WHEN isfinite(" + written.duck() + ") THEN " + written.duck() + " WHEN " + written.duck()
                + " IS NULL THEN NULL ELSE " + exact + " END";
    }

    /** Whether no sum over an expression can overflow. */
    static boolean isSmall(ResolvedExpr expression) {
        return bound(expression) < SMALL;
    }

    /** An expression in DuckDB's words, and in GoogleSQL's with numbered holes for the leaves. */
    private record Written(String duck, String google) {}

    private Written tree(ResolvedExpr expression) {
        if (!is(expression)) {
            return leaf(expression);
        }
        Optional<Written> folded = LongChains.terms(expression).map(terms -> folded(expression, terms));
        if (folded.isPresent()) {
            return folded.get();
        }
        ResolvedFunctionCall call = (ResolvedFunctionCall) expression;
        String operator = OPERATORS.get(call.getFunction().getName());
        Written left = tree(call.getArgumentList().get(0));
        ResolvedExpr second = call.getArgumentList().get(1);
        boolean divisor = operator.equals("/");
        if (divisor && !isNonZeroLiteral(second)) {
            divides = true;
        }
        Written right = divisor ? leaf(second) : tree(second);
        boolean same = is(call.getArgumentList().get(0))
                && ((ResolvedFunctionCall) call.getArgumentList().get(0))
                        .getFunction()
                        .getName()
                        .equals(call.getFunction().getName());
        return new Written(
                Duck.chain(left.duck(), operator, right.duck(), same),
                Duck.chain(left.google(), operator, right.google(), same));
    }

    private Written folded(ResolvedExpr chain, List<ResolvedExpr> terms) {
        List<Written> parts = terms.stream().map(this::tree).toList();
        String operator =
                OPERATORS.get(((ResolvedFunctionCall) chain).getFunction().getName());
        String google = parts.stream().map(Written::google).collect(Collectors.joining(" " + operator + " ", "(", ")"));
        String duck = LongChains.fold(chain, parts.stream().map(Written::duck).toList())
                .orElseThrow();
        return new Written(duck, google);
    }

    private Written leaf(ResolvedExpr expression) {
        String sql = expressions.write(expression);
        types.add(expression.getType());
        leaves.add(sql);
        return new Written(sql, "{" + (leaves.size() - 1) + "}");
    }

    private static boolean isNonZeroLiteral(ResolvedExpr expression) {
        double bound = bound(expression);
        return isLiteral(expression) && bound > 0;
    }

    private static boolean isLiteral(ResolvedExpr expression) {
        return expression instanceof ResolvedLiteral
                || (expression instanceof ResolvedCast cast && cast.getExpr() instanceof ResolvedLiteral);
    }

    /** The largest magnitude an expression can have; infinite where nothing is known. */
    private static double bound(ResolvedExpr expression) {
        if (expression instanceof ResolvedLiteral literal && !literal.getValue().isNull()) {
            return literal.getType().isDouble()
                    ? Math.abs(literal.getValue().getDoubleValue())
                    : literal.getType().isInt64()
                            ? Math.abs((double) literal.getValue().getInt64Value())
                            : Double.POSITIVE_INFINITY;
        }
        if (expression instanceof ResolvedCast cast && cast.getExpr().getType().isInt64()) {
            return cast.getExpr() instanceof ResolvedLiteral ? bound(cast.getExpr()) : LARGEST_INTEGER;
        }
        if (!is(expression)) {
            return Double.POSITIVE_INFINITY;
        }
        List<ResolvedExpr> operands = ((ResolvedFunctionCall) expression).getArgumentList();
        double left = bound(operands.get(0));
        double right = bound(operands.get(1));
        return switch (((ResolvedFunctionCall) expression).getFunction().getName()) {
            case "$multiply" -> left * right;
            case "$divide" -> isNonZeroLiteral(operands.get(1)) ? left / right : Double.POSITIVE_INFINITY;
            default -> left + right;
        };
    }
}
