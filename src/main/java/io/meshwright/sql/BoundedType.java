package io.meshwright.sql;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeParameters;
import com.google.zetasql.ZetaSQLTypeModifiers.TypeModifiersProto;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCast;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedColumnAnnotations;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedColumnDefinition;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A type with its limits, which BigQuery calls a parameterized type: {@code STRING(10)}, {@code NUMERIC(5, 2)}.
 *
 * @param limits a greatest length, or a precision, or a precision and a scale; empty for a type without
 * @param parts the element of an array, the fields of a struct; empty for other types
 */
public record BoundedType(Type type, List<Long> limits, List<BoundedType> parts) {

    public BoundedType {
        limits = List.copyOf(limits);
        parts = List.copyOf(parts);
    }

    /** Reads a type as BigQuery writes it. */
    public static BoundedType parse(String text) {
        return GoogleSqlType.parseBounded(text);
    }

    /** What a CAST casts to. */
    public static BoundedType of(ResolvedCast cast) {
        TypeModifiersProto modifiers = modifiers(cast.getTypeModifiers());
        return of(
                cast.getType(),
                modifiers.hasTypeParameters()
                        ? TypeParameters.deserialize(modifiers.getTypeParameters())
                        : new TypeParameters());
    }

    /** What a CREATE TABLE declares a column to be. */
    public static BoundedType of(ResolvedColumnDefinition definition) {
        return of(definition.getType(), definition.getAnnotations());
    }

    private static BoundedType of(Type type, ResolvedColumnAnnotations annotations) {
        List<BoundedType> parts = new ArrayList<>();
        List<Type> types = parts(type);
        for (int i = 0; i < types.size(); i++) {
            boolean said = annotations != null && i < annotations.getChildList().size();
            parts.add(of(types.get(i), said ? annotations.getChildList().get(i) : null));
        }
        return new BoundedType(type, annotations == null ? List.of() : limits(annotations.getTypeParameters()), parts);
    }

    /** A type with the parameters the analyzer read. */
    public static BoundedType of(Type type, TypeParameters parameters) {
        List<BoundedType> parts = new ArrayList<>();
        List<Type> types = parts(type);
        for (int i = 0; i < types.size(); i++) {
            boolean said = parameters.isStructOrArrayParameters() && i < parameters.getChildCount();
            parts.add(of(types.get(i), said ? parameters.getChild(i) : new TypeParameters()));
        }
        return new BoundedType(type, limits(parameters), parts);
    }

    private static List<Type> parts(Type type) {
        if (type.isArray()) {
            return List.of(type.asArray().getElementType());
        }
        return type.isStruct()
                ? type.asStruct().getFieldList().stream()
                        .map(StructType.StructField::getType)
                        .toList()
                : List.of();
    }

    private static List<Long> limits(TypeParameters parameters) {
        if (parameters == null || parameters.isEmpty()) {
            return List.of();
        }
        if (parameters.isStringTypeParameters()) {
            var text = parameters.getStringTypeParameters();
            return text.getIsMaxLength() ? List.of() : List.of(text.getMaxLength());
        }
        if (parameters.isNumericTypeParameters()) {
            var number = parameters.getNumericTypeParameters();
            return number.getIsMaxPrecision() ? List.of() : List.of(number.getPrecision(), number.getScale());
        }
        return List.of();
    }

    /** Whether it or a part of it has limits. */
    public boolean isBounded() {
        return !limits.isEmpty() || parts.stream().anyMatch(BoundedType::isBounded);
    }

    /** As BigQuery writes it: {@code ARRAY<STRING(10)>}, {@code NUMERIC(5)}. */
    public String text() {
        if (type.isArray()) {
            return "ARRAY<" + parts.get(0).text() + ">";
        }
        if (type.isStruct()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                String name = type.asStruct().getField(i).getName();
                fields.add((name.isEmpty() ? "" : GoogleSqlType.fieldName(name) + " ")
                        + parts.get(i).text());
            }
            return "STRUCT<" + String.join(", ", fields) + ">";
        }
        List<Long> said = limits.size() == 2 && limits.get(1) == 0 ? limits.subList(0, 1) : limits;
        return GoogleSqlType.name(type)
                + (said.isEmpty()
                        ? ""
                        : said.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
    }

    /** The class of a cast's modifiers is not public, though the method that gives it is. */
    private static TypeModifiersProto modifiers(Object modifiers) {
        try {
            Method serialize = modifiers.getClass().getMethod("serialize");
            serialize.setAccessible(true);
            return (TypeModifiersProto) serialize.invoke(modifiers);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This zetasql-client keeps no type modifiers in a cast", e);
        }
    }
}
