package io.meshwright.emulator.translation;

import java.util.Optional;

/** The table of scalar functions and operators. */
final class Functions {

    static final FunctionTable<FunctionForm> TABLE = new FunctionTable<>();

    static {
        OperatorForms.register(TABLE.chapter("Operators and conditional expressions"));
        MathForms.register(TABLE.chapter("Mathematical and bit functions"));
        StringForms.register(TABLE.chapter("String functions"));
        PatternForms.register(TABLE.chapter("Regular expressions"));
        HashForms.register(TABLE.chapter("Hash and encoding functions"));
        DateForms.register(TABLE.chapter("Date and time functions"));
        DateParts.register(TABLE.chapter("Date and time functions"));
        DateTexts.register(TABLE.chapter("Date and time functions"));
        ArrayForms.register(TABLE.chapter("Array functions"));
        JsonForms.register(TABLE.chapter("JSON functions"));
        QuantileSketches.scalars(TABLE);
        RangeForms.register(TABLE);
        MoreFunctions.register(TABLE.chapter(MoreFunctions.CHAPTER));
        RefusedFunctions.register(TABLE);
    }

    private Functions() {}

    /** The call in DuckDB's words; empty where it has none for these arguments and the reference computes it. */
    static Optional<String> write(FunctionCall call) {
        return TABLE.form(call.name()).flatMap(form -> form.write(call));
    }
}
