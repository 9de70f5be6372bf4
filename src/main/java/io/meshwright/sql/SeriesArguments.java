package io.meshwright.sql;

import com.google.zetasql.IntervalValue;
import com.google.zetasql.ParseLocationRange;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.parser.ASTNodes.ASTNamedArgument;
import com.google.zetasql.parser.ASTNodes.ASTTVFArgument;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The arguments of one call of GAP_FILL or RANGE_SESSIONIZE beside its table; those that decide its columns are constants. */
final class SeriesArguments {

    private static final List<String> GAP_FILL = List.of(
            "ts_column", "bucket_width", "partitioning_columns", "value_columns", "origin", "ignore_null_values");
    private static final List<String> SESSIONIZE = List.of("range_column", "partitioning_columns", "sessionize_option");
    private static final Set<String> NUMBERS = Set.of("INT64", "FLOAT64", "NUMERIC");

    private final String function;
    private final SourceLocation place;
    private final Map<String, String> texts = new LinkedHashMap<>();

    SeriesArguments(String function, SourceLocation place) {
        this.function = function;
        this.place = place;
    }

    void add(ASTTVFArgument argument, Function<ParseLocationRange, String> text) {
        List<String> names = function.equals(SeriesCalls.GAP_FILL) ? GAP_FILL : SESSIONIZE;
        if (argument.getExpr() instanceof ASTNamedArgument named) {
            texts.put(
                    named.getName().getIdString().toLowerCase(Locale.ROOT),
                    text.apply(named.getExpr().getParseLocationRange()));
        } else if (argument.getExpr() != null && texts.size() < names.size()) {
            texts.put(names.get(texts.size()), text.apply(argument.getExpr().getParseLocationRange()));
        }
    }

    /** @param inputs the columns of the table */
    SeriesCall call(String name, List<Column> inputs) {
        boolean fills = function.equals(SeriesCalls.GAP_FILL);
        int column = column(
                inputs,
                value(fills ? "ts_column" : "range_column", TypeKind.TYPE_STRING)
                        .orElseThrow(() -> invalid("needs the name of its column"))
                        .getStringValue());
        List<Integer> partitions = elements("partitioning_columns", TypeKind.TYPE_STRING).orElse(List.of()).stream()
                .map(partition -> column(inputs, partition.getStringValue()))
                .toList();
        String type = inputs.get(column).type();
        if (fills ? !Set.of("DATE", "DATETIME", "TIMESTAMP").contains(type) : !type.startsWith("RANGE<")) {
            throw invalid("needs a column of type " + (fills ? "DATE, DATETIME or TIMESTAMP" : "RANGE") + ", and "
                    + inputs.get(column).name() + " is of type " + type);
        }
        return new SeriesCall(
                name, inputs, column, partitions, fills ? gapFill(inputs, column, partitions) : sessionize());
    }

    private SeriesCall.Sessionize sessionize() {
        String option = value("sessionize_option", TypeKind.TYPE_STRING)
                .map(Value::getStringValue)
                .orElse("MEETS");
        if (!option.equals("MEETS") && !option.equals("OVERLAPS")) {
            throw invalid("takes MEETS or OVERLAPS as its option, and not " + option);
        }
        return new SeriesCall.Sessionize(option.equals("MEETS"));
    }

    private SeriesCall.GapFill gapFill(List<Column> inputs, int column, List<Integer> partitions) {
        IntervalValue width = value("bucket_width", TypeKind.TYPE_INTERVAL)
                .orElseThrow(() -> invalid("needs a bucket_width"))
                .getIntervalValue();
        long parts = IntStream.of(Long.signum(width.months()), Long.signum(width.days()), Long.signum(width.micros()))
                .filter(sign -> sign != 0)
                .count();
        if (parts != 1 || width.months() < 0 || width.days() < 0 || width.micros() < 0) {
            throw invalid("needs a bucket_width of one part, larger than zero");
        }
        String type = inputs.get(column).type();
        if (type.equals("DATE") ? width.micros() > 0 : type.equals("TIMESTAMP") && width.months() > 0) {
            throw invalid("needs a bucket_width of parts that a " + type + " has");
        }
        List<SeriesCall.Filled> filled = elements("value_columns", TypeKind.TYPE_STRUCT)
                .map(values -> values.stream().map(pair -> filled(inputs, pair)).toList())
                .orElseGet(() -> IntStream.range(0, inputs.size())
                        .filter(other -> other != column && !partitions.contains(other))
                        .mapToObj(other -> new SeriesCall.Filled(other, SeriesCall.Filling.NULL))
                        .toList());
        Set<Integer> shown = new HashSet<>(partitions);
        shown.add(column);
        filled.stream()
                .map(SeriesCall.Filled::column)
                .filter(other -> !shown.add(other))
                .forEach(other -> {
                    throw invalid("names the column " + inputs.get(other).name() + " twice");
                });
        return new SeriesCall.GapFill(
                width,
                filled,
                value("ignore_null_values", TypeKind.TYPE_BOOL)
                        .map(Value::getBoolValue)
                        .orElse(true));
    }

    private SeriesCall.Filled filled(List<Column> inputs, Value pair) {
        int column = column(inputs, pair.getFieldList().get(0).getStringValue());
        String method = pair.getFieldList().get(1).getStringValue().toUpperCase(Locale.ROOT);
        if (!Set.of("NULL", "LINEAR", "LOCF").contains(method)) {
            throw invalid("fills gaps by null, linear or locf, and not by " + method.toLowerCase(Locale.ROOT));
        }
        String type = inputs.get(column).type();
        if (method.equals("LINEAR") && !NUMBERS.contains(type)) {
            throw invalid("fills gaps by linear in columns of type INT64, FLOAT64 or NUMERIC, and "
                    + inputs.get(column).name() + " is of type " + type);
        }
        return new SeriesCall.Filled(column, SeriesCall.Filling.valueOf(method));
    }

    private int column(List<Column> inputs, String name) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw invalid("names the column " + name + ", which its table does not have");
    }

    private Optional<List<Value>> elements(String name, TypeKind kind) {
        Optional<List<Value>> elements = value(name, TypeKind.TYPE_ARRAY).map(Value::getElementList);
        elements.orElse(List.of()).forEach(element -> check(name, element, kind));
        return elements;
    }

    /** The value of a constant; empty where the argument is missing or NULL. */
    private Optional<Value> value(String name, TypeKind kind) {
        String text = texts.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            Value value = ReferenceExpression.of(text, List.of())
                    .evaluate(List.of(List.<Value>of()))
                    .get(0);
            check(name, value, kind);
            return Optional.of(value).filter(known -> !known.isNull());
        } catch (ReferenceExpression.FailedExpression e) {
            throw new InvalidSeries(Diagnostic.error(
                    "sql-unsupported",
                    place,
                    "the embedded warehouse does not support " + function + " with a " + name
                            + " that is not a constant"));
        }
    }

    private void check(String name, Value value, TypeKind kind) {
        boolean strings = kind != TypeKind.TYPE_STRUCT
                || (value.getType().isStruct()
                        && value.getFieldList().size() == 2
                        && value.getFieldList().stream()
                                .allMatch(field -> field.getType().isString() && !field.isNull()));
        boolean isMissing = value.isNull()
                && (kind == TypeKind.TYPE_ARRAY || texts.get(name).equalsIgnoreCase("NULL"));
        if (!isMissing && (value.getType().getKind() != kind || value.isNull() || !strings)) {
            throw invalid("does not take a " + name + " of type " + GoogleSqlType.name(value.getType()));
        }
    }

    InvalidSeries invalid(String message) {
        return new InvalidSeries(Diagnostic.error("sql-invalid", place, function + " " + message));
    }
}
