package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;

/** Hashes and encodings of bytes. */
final class HashForms {

    private HashForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("md5", FunctionForm.of("unhex(md5({0}))"));
        forms.put("sha256", FunctionForm.of("unhex(sha256({0}))"));
        forms.put("sha1", FunctionForm.of("unhex(sha1({0}))"));
        forms.put("sha512", text("unhex(googlesql_sha512({0}))"));
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
        forms.reference("from_hex from_base64 safe_convert_bytes_to_string");
    }

    private static FunctionForm text(String template) {
        return FunctionForm.of(template).whenAll(TypeKind.TYPE_STRING);
    }
}
