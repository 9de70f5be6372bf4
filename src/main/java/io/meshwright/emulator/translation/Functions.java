package io.meshwright.emulator.translation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scalar functions with a form of their own in DuckDB. All others go to the reference implementation. */
final class Functions {

    private static final Map<String, FunctionForm> FORMS = new HashMap<>();

    static {
        OperatorForms.register(FORMS);
        MathForms.register(FORMS);
        StringForms.register(FORMS);
        DateForms.register(FORMS);
        ArrayForms.register(FORMS);
        JsonForms.register(FORMS);
    }

    private Functions() {}

    static Optional<String> write(FunctionCall call) {
        FunctionForm form = FORMS.get(call.name());
        return form == null ? Optional.empty() : form.write(call);
    }
}
