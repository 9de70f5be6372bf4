package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCall;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCallBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code a + b + c + ...} of so many terms that DuckDB would plan longer than it computes, the time for nested operators
 * growing with the cube of their number. The terms become a list that is folded from the left: the same steps with the
 * same overflows.
 */
final class LongChains {

    private static final int LONG = 100;

    private static final Map<String, String> OPERATORS = Map.of("$add", "+", "$subtract", "-", "$multiply", "*");

    private LongChains() {}

    /** The terms of a chain of one operator; empty where it is short, or over other types than its result. */
    static Optional<List<ResolvedExpr>> terms(ResolvedExpr chain) {
        List<ResolvedExpr> terms = new ArrayList<>();
        ResolvedExpr rest = chain;
        while (isStep(rest) && name(rest).equals(name(chain))) {
            List<ResolvedExpr> operands = ((ResolvedFunctionCall) rest).getArgumentList();
            terms.add(operands.get(1));
            rest = operands.get(0);
        }
        terms.add(rest);
        Collections.reverse(terms);
        return terms.size() > LONG ? Optional.of(terms) : Optional.empty();
    }

    private static boolean isStep(ResolvedExpr expression) {
        return expression instanceof ResolvedFunctionCall call
                && call.getErrorMode() != ErrorMode.SAFE_ERROR_MODE
                && OPERATORS.containsKey(name(call))
                && call.getArgumentList().stream()
                        .allMatch(operand -> operand.getType().equals(call.getType()));
    }

    private static String name(ResolvedExpr call) {
        return ((ResolvedFunctionCall) call).getFunction().getName();
    }

    /** A long chain over INT64, FLOAT64 or NUMERIC, whose terms are written; empty where DuckDB has no such operator. */
    static Optional<String> fold(ResolvedExpr chain, List<String> terms) {
        TypeKind kind = chain.getType().getKind();
        String step = "p " + OPERATORS.get(name(chain)) + " q";
        String type = DuckType.of(chain.getType());
        boolean decimal = kind == TypeKind.TYPE_NUMERIC && !name(chain).equals("$multiply");
        if (!decimal && kind != TypeKind.TYPE_INT64 && kind != TypeKind.TYPE_DOUBLE) {
            return Optional.empty();
        }
        return Optional.of("list_reduce(" + Duck.cast("[" + String.join(", ", terms) + "]", type + "[]")
                + ", lambda p, q: " + (decimal ? Duck.cast(step, type) : step) + ")");
    }

    /** The arguments of a call, and of {@code a || b || c} all texts at once. */
    static List<ResolvedExpr> operands(ResolvedFunctionCallBase node) {
        Deque<ResolvedExpr> operands = new ArrayDeque<>(node.getArgumentList());
        while (isConcatenation(node)
                && operands.getFirst() instanceof ResolvedFunctionCall left
                && isConcatenation(left)) {
            operands.removeFirst();
            List<ResolvedExpr> parts = left.getArgumentList();
            for (int i = parts.size() - 1; i >= 0; i--) {
                operands.addFirst(parts.get(i));
            }
        }
        return new ArrayList<>(operands);
    }

    private static boolean isConcatenation(ResolvedFunctionCallBase node) {
        return node.getFunction().getName().endsWith("concat")
                && !node.getType().isArray()
                && node.getErrorMode() != ErrorMode.SAFE_ERROR_MODE;
    }
}
