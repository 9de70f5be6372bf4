package io.meshwright.sql;

import com.google.zetasql.FunctionArgumentType;
import com.google.zetasql.FunctionArgumentType.FunctionArgumentTypeOptions;
import com.google.zetasql.FunctionSignature;
import com.google.zetasql.TVFRelation;
import com.google.zetasql.TableValuedFunction;
import com.google.zetasql.Type;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.ArgumentCardinality;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.NamedArgumentKind;
import com.google.zetasql.ZetaSQLFunctions.SignatureArgumentKind;
import java.util.List;

/** A {@link SeriesCall} as a catalog of the analyzer holds it. */
public final class SeriesFunction extends TableValuedFunction.FixedOutputSchemaTVF {

    private static final long serialVersionUID = 1L;

    private final transient SeriesCall call;

    SeriesFunction(SeriesCall call) {
        super(List.of(call.name()), List.of(signature(call)), relation(call.outputs()));
        this.call = call;
    }

    public SeriesCall call() {
        return call;
    }

    private static FunctionSignature signature(SeriesCall call) {
        FunctionArgumentType table = new FunctionArgumentType(
                SignatureArgumentKind.ARG_TYPE_RELATION, required().build(), -1);
        String time = call.inputs().get(call.column()).type();
        List<FunctionArgumentType> arguments = call.work() instanceof SeriesCall.GapFill
                ? List.of(
                        table,
                        argument("STRING", required(), "ts_column"),
                        argument("INTERVAL", required(), "bucket_width"),
                        argument("ARRAY<STRING>", optional(), "partitioning_columns"),
                        argument("ARRAY<STRUCT<STRING, STRING>>", optional(), "value_columns"),
                        argument(time, optional(), "origin"),
                        argument("BOOL", optional(), "ignore_null_values"))
                : List.of(
                        table,
                        argument("STRING", required(), "range_column"),
                        argument("ARRAY<STRING>", required(), "partitioning_columns"),
                        argument("STRING", optional(), "sessionize_option"));
        // Without its columns here, the native code would not survive the function.
        FunctionArgumentType result = new FunctionArgumentType(
                SignatureArgumentKind.ARG_TYPE_RELATION,
                required().setRelationInputSchema(relation(call.outputs())).build(),
                -1);
        return new FunctionSignature(result, arguments, -1);
    }

    private static FunctionArgumentType argument(
            String type, FunctionArgumentTypeOptions.Builder options, String name) {
        Type parsed = GoogleSqlType.parse(type);
        return new FunctionArgumentType(
                parsed,
                options.setArgumentName(name, NamedArgumentKind.POSITIONAL_OR_NAMED)
                        .build(),
                -1);
    }

    private static FunctionArgumentTypeOptions.Builder required() {
        return FunctionArgumentTypeOptions.builder().setCardinality(ArgumentCardinality.REQUIRED);
    }

    private static FunctionArgumentTypeOptions.Builder optional() {
        return FunctionArgumentTypeOptions.builder().setCardinality(ArgumentCardinality.OPTIONAL);
    }

    private static TVFRelation relation(List<Column> columns) {
        return TVFRelation.createColumnBased(columns.stream()
                .map(column -> TVFRelation.Column.create(column.name(), GoogleSqlType.parse(column.type())))
                .toList());
    }
}
