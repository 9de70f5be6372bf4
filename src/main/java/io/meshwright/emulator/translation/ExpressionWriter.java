package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedSubqueryExprEnums.SubqueryType;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.JavaScriptFunction;
import io.meshwright.sql.Planning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes one resolved expression as DuckDB SQL. */
final class ExpressionWriter {

    private final QueryWriter queries;
    private final ParameterValues parameters;
    private final Map<Long, String> substitutes = new HashMap<>();
    private final IdentityHashMap<ResolvedExpr, String> known = new IdentityHashMap<>();
    private final Collations collations = new Collations();
    private final NamedValues values = new NamedValues();
    private final ComputedColumns computed = new ComputedColumns(this, values);
    private final Volatiles volatiles = new Volatiles();
    private int attempts;

    ExpressionWriter(QueryWriter queries, ParameterValues parameters) {
        this.queries = queries;
        this.parameters = parameters;
    }

    Collations collations() {
        return collations;
    }

    boolean isProvisional() {
        return parameters.isProvisional();
    }

    Set<String> libraries() {
        return parameters.libraries();
    }

    static String column(ResolvedColumn column) {
        return column(column.getId());
    }

    /** A name that no column of a table has: theirs cannot hold {@code $}. */
    static String column(long id) {
        return "c" + id + "$";
    }

    /** Has a column written as the expression given. */
    void substitute(ResolvedColumn column, String sql) {
        substitutes.put(column.getId(), sql);
    }

    /** Has this very expression written as the one given. */
    void substitute(ResolvedExpr expression, String sql) {
        known.put(expression, sql);
    }

    /** What a column is written as. */
    String substituted(ResolvedColumn column) {
        return substitutes.getOrDefault(column.getId(), column(column));
    }

    /** What is known now to be one value, as GoogleSQL. */
    Optional<String> constant(ResolvedExpr expression) {
        if (expression instanceof ResolvedParameter parameter) {
            return parameters.constant(parameter);
        }
        return expression instanceof ResolvedLiteral literal ? Literals.google(literal.getValue()) : Optional.empty();
    }

    String write(ResolvedExpr expression) {
        Planning.check();
        return volatiles.expression(() -> part(expression));
    }

    private String part(ResolvedExpr expression) {
        if (known.containsKey(expression)) {
            return known.get(expression);
        }
        if (expression instanceof ResolvedColumnRef reference) {
            return substitutes.getOrDefault(reference.getColumn().getId(), column(reference.getColumn()));
        }
        if (expression instanceof ResolvedLiteral literal) {
            return Literals.duck(literal.getValue());
        }
        if (expression instanceof ResolvedParameter parameter) {
            return parameters.sql(parameter);
        }
        if (expression instanceof ResolvedCast cast) {
            return cast(cast);
        }
        if (DoubleArithmetic.is(expression)) {
            return DoubleArithmetic.write(this, expression);
        }
        if (expression instanceof ResolvedFunctionCallBase call) {
            return LongChains.terms(call)
                    .flatMap(terms -> LongChains.fold(call, writeAll(terms)))
                    .orElseGet(() -> call(call));
        }
        if (expression instanceof ResolvedConstant constant) {
            return parameters.variables().write(constant);
        }
        if (expression instanceof ResolvedSystemVariable variable) {
            return parameters.variables().write(variable);
        }
        if (expression instanceof ResolvedMakeStruct struct) {
            return struct(struct);
        }
        if (expression instanceof ResolvedGetStructField field) {
            return structField(field);
        }
        if (expression instanceof ResolvedGetJsonField field) {
            return JsonValues.field(write(field.getExpr()), field.getFieldName(), field.getType());
        }
        if (expression instanceof ResolvedSubqueryExpr subquery) {
            return subquery(subquery);
        }
        if (expression instanceof ResolvedWithExpr with) {
            return computed.over(with.getAssignmentList(), () -> write(with.getExpr()));
        }
        throw new UnsupportedSql(expression.nodeKindString());
    }

    List<String> writeAll(List<? extends ResolvedExpr> expressions) {
        return expressions.stream().map(this::write).toList();
    }

    /** Of a constant NULL, DuckDB's result would have no type. */
    private String structField(ResolvedGetStructField field) {
        String struct = write(field.getExpr());
        if (struct.equals(Duck.cast("NULL", DuckType.of(field.getExpr().getType())))) {
            return Duck.cast("NULL", DuckType.of(field.getType()));
        }
        String name = DuckType.fieldName(field.getExpr().getType().asStruct(), (int) field.getFieldIdx());
        return "struct_extract(" + struct + ", " + Duck.string(name) + ")";
    }

    private String cast(ResolvedCast cast) {
        String value = write(cast.getExpr());
        Type from = cast.getExpr().getType();
        boolean safe = cast.getReturnNullOnError();
        BoundedType bounded = BoundedType.of(cast);
        if (cast.getFormat() == null) {
            return TypeLimits.cast(bounded, Casts.write(from, cast.getType(), value, safe, parameters.zone()), safe);
        }
        List<Type> types = new ArrayList<>(List.of(from, cast.getFormat().getType()));
        List<String> sql = new ArrayList<>(List.of(value, write(cast.getFormat())));
        String zone = "";
        if (cast.getTimeZone() != null) {
            types.add(cast.getTimeZone().getType());
            sql.add(write(cast.getTimeZone()));
            zone = " AT TIME ZONE {2}";
        }
        String template = (safe ? "SAFE_CAST" : "CAST") + "({0} AS " + GoogleSqlType.name(cast.getType())
                + " FORMAT {1}" + zone + ")";
        return TypeLimits.cast(
                bounded,
                ReferenceCall.expression(template, cast.getType(), types, sql, "CAST", parameters.zone()),
                safe);
    }

    private String call(ResolvedFunctionCallBase node) {
        List<ResolvedExpr> given = LongChains.operands(node);
        for (ResolvedFunctionArgument argument : node.getGenericArgumentList()) {
            if (argument.getExpr() == null) {
                throw new UnsupportedSql(
                        node.getFunction().getName(), node.getFunction().getSqlName() + " with a lambda");
            }
            given.add(argument.getExpr());
        }
        String name = String.join(".", node.getFunction().getNamePath()).toLowerCase(Locale.ROOT);
        if (given.stream().anyMatch(argument -> argument.getType().isGeography())) {
            throw new UnsupportedSql(name, node.getFunction().getSqlName());
        }
        boolean safe = node.getErrorMode() == ErrorMode.SAFE_ERROR_MODE;
        boolean tries = name.equals("iferror") || name.equals("iserror");
        attempts += tries ? 1 : 0;
        List<String> sql = new ArrayList<>(collations.arguments(name, node, writeAll(given)));
        attempts -= tries ? 1 : 0;
        if (safe && name.equals("parse_json")) {
            sql.set(0, values.bound(sql.subList(0, 1), names -> Attempts.orNull(PlainJson.shallow(names.get(0)))));
        }
        FunctionCall call = new FunctionCall(name, node.getType(), given, sql, attempts > 0);
        if (collations.isSearch(name, node)) {
            return ReferenceCall.search(node, call, collations, parameters.zone());
        }
        if (tries) {
            return Attempts.write(call);
        }
        if (name.equals("session_user")) {
            return parameters.user();
        }
        String body = body(node, call, safe);
        if (Volatiles.is(name) || JavaScriptCall.isDrawnAnew(node)) {
            return volatiles.name(body);
        }
        int once = sql.stream().mapToInt(String::length).sum();
        return body.length() <= once + NamedValues.LONG && !NamedValues.isNeeded(sql, body)
                ? body
                : values.bound(sql, names -> body(node, call.over(names), safe));
    }

    private String body(ResolvedFunctionCallBase node, FunctionCall call, boolean safe) {
        String zone = parameters.zone();
        if (node.getFunction() instanceof JavaScriptFunction function) {
            return JavaScriptCall.write(function.routine(), call, safe, parameters.libraries());
        }
        if (!safe && PresentMoment.FUNCTIONS.contains(call.name())) {
            return PresentMoment.write(call, zone);
        }
        if (TimeZones.decide(call, zone) || (safe && !Attempts.isPossible(call.arguments(), call.sql()))) {
            // The reference suppresses this call's errors and not its arguments'.
            return ReferenceCall.scalar(node, call, safe, zone);
        }
        Optional<String> form = Functions.write(call);
        if (form.isEmpty()) {
            return ReferenceCall.scalar(node, call, safe, zone);
        }
        return safe ? Attempts.orNull(form.get()) : form.get();
    }

    private String struct(ResolvedMakeStruct struct) {
        StructType type = struct.getType().asStruct();
        if (type.getFieldCount() == 0) {
            throw new UnsupportedSql("STRUCT", "STRUCT without fields");
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            fields.add(Duck.name(DuckType.fieldName(type, i)) + " := "
                    + write(struct.getFieldList().get(i)));
        }
        return "struct_pack(" + String.join(", ", fields) + ")";
    }

    private String subquery(ResolvedSubqueryExpr subquery) {
        SubqueryType type = subquery.getSubqueryType();
        if (type == SubqueryType.SCALAR && OneRowQuery.isOverRandom(subquery.getSubquery())) {
            ResolvedProjectScan project = (ResolvedProjectScan) subquery.getSubquery();
            return computed.over(
                    OneRowQuery.inputs(project),
                    () -> write(project.getExprList().get(0).getExpr()));
        }
        if (type == SubqueryType.SCALAR && OneRowQuery.isInlined(subquery.getSubquery())) {
            return computed.over(
                    OneRowQuery.columns(subquery.getSubquery()),
                    () -> substituted(subquery.getSubquery().getColumnList().get(0)));
        }
        Optional<String> mapped =
                type == SubqueryType.ARRAY && !queries.correlation().isIn()
                        ? new MappedArray(this, values).write(subquery.getSubquery())
                        : Optional.empty();
        if (mapped.isPresent()) {
            return mapped.get();
        }
        boolean correlated = !subquery.getParameterList().isEmpty();
        String sql = volatiles.query(() -> queries.correlation()
                .within(
                        correlated,
                        () -> type == SubqueryType.ARRAY
                                ? queries.writeArray(subquery.getSubquery())
                                : queries.write(subquery.getSubquery())));
        return volatiles.subquery(
                switch (type) {
                    case SCALAR -> "(" + sql + ")";
                    case EXISTS -> "EXISTS (" + sql + ")";
                    case ARRAY -> "ARRAY(" + sql + ")";
                    case IN -> new InSubquery(queries, this).write(subquery, sql);
                    case LIKE_ANY, LIKE_ALL -> new LikeSubquery(queries, this).write(subquery, sql);
                    default -> throw new UnsupportedSql(type.name(), "this kind of subquery");
                });
    }
}
