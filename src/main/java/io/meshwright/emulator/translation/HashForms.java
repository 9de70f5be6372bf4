package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hashes and encodings of bytes. */
final class HashForms {

    private static final String LETTER = "[A-Za-z0-9+/]";

    /** Without line breaks, and nothing left over in the last letter. */
    private static final String BASE64 =
            "(" + LETTER.repeat(4) + ")*(" + LETTER + "[AQgw]==|" + LETTER.repeat(2) + "[AEIMQUYcgkosw048]=)?";

    private HashForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("md5", FunctionForm.of("unhex(md5({0}))"));
        forms.put("sha256", FunctionForm.of("unhex(sha256({0}))"));
        forms.put("sha1", FunctionForm.of("unhex(sha1({0}))"));
        forms.put("sha512", text("unhex(" + LongFunctions.call(TextFunctions.SHA512, "{0}") + ")"));
        forms.put("to_hex", FunctionForm.of("lower(hex({0}))"));
        forms.put("to_base32", FunctionForm.of("googlesql_to_base32(hex({0}))"));
        forms.put("from_base32", FunctionForm.of("unhex(googlesql_from_base32({0}))"));
        forms.put(
                "farm_fingerprint",
                text("googlesql_farm_fingerprint({0})")
                        .or(FunctionForm.of("googlesql_farm_fingerprint_hex(hex({0}))")));
        forms.put(
                "hll_count.extract",
                FunctionForm.of(SketchForms.extracted("{0}")).whenAll(TypeKind.TYPE_BYTES));
        forms.put("to_base64", FunctionForm.of("to_base64({0})"));
        forms.put(
                "from_hex",
                call -> decoded(call, "regexp_full_match({0}, '([0-9a-fA-F][0-9a-fA-F])*') THEN unhex({0})"));
        forms.put(
                "from_base64", call -> decoded(call, "regexp_full_match({0}, '" + BASE64 + "') THEN from_base64({0})"));
        forms.put(
                "safe_convert_bytes_to_string", call -> decoded(call, "TRY(decode({0})) IS NOT NULL THEN decode({0})"));
    }

    /** What is well formed; the reference answers or refuses the rest. */
    private static Optional<String> decoded(FunctionCall call, String wellFormed) {
        String name = call.name().toUpperCase(Locale.ROOT);
        String reference =
                ReferenceCall.expression(name + "({0})", call.type(), List.of(call.type(0)), call.sql(), name);
        return Optional.of(
                call.fill("CASE WHEN {0} IS NULL THEN NULL WHEN " + wellFormed + " ELSE ") + reference + " END");
    }

    private static FunctionForm text(String template) {
        return FunctionForm.of(template).whenAll(TypeKind.TYPE_STRING);
    }
}
