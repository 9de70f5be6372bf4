package io.meshwright.emulator.translation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import io.meshwright.sql.ReferenceExpression;
import java.io.IOException;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * CONTAINS_SUBSTR: looks for a text in a value, or in each field and element of it. Found in one is TRUE; otherwise a
 * NULL among them is NULL.
 */
final class SubstringSearch {

    private static final String FUNCTION = "googlesql_contains_substr";
    private static final String VALUES = "JSON_VALUES";
    private static final String KEYS = "JSON_KEYS";
    private static final Set<String> SCOPES = Set.of(VALUES, KEYS, "JSON_KEYS_AND_VALUES");
    private static final Set<TypeKind> UNSEARCHED =
            Set.of(TypeKind.TYPE_BYTES, TypeKind.TYPE_INTERVAL, TypeKind.TYPE_RANGE);
    private static final Type TEXT = TypeFactory.createSimpleType(TypeKind.TYPE_STRING);
    private static final JsonFactory JSON = new JsonFactory();

    private final String part;
    private final String scope;

    private SubstringSearch(String part, String scope) {
        this.part = part;
        this.scope = scope;
    }

    static Optional<String> write(FunctionCall call) {
        if (call.arguments().get(1) instanceof ResolvedLiteral literal
                && literal.getValue().isNull()) {
            throw new IllegalArgumentException("CONTAINS_SUBSTR: the search value must not be NULL");
        }
        boolean plain = call.size() < 3
                || (call.arguments().get(2) instanceof ResolvedLiteral absent
                        && absent.getValue().isNull());
        String scope = plain ? VALUES : call.string(2).orElse("");
        if (!SCOPES.contains(scope)) {
            throw new IllegalArgumentException("CONTAINS_SUBSTR: json_scope must be one of "
                    + String.join(", ", SCOPES.stream().sorted().toList()));
        }
        return Optional.of(new SubstringSearch(call.arg(1), scope).in(call.type(0), call.arg(0), 0));
    }

    private String in(Type type, String value, int depth) {
        if (UNSEARCHED.contains(type.getKind())) {
            throw new UnsupportedSql("CONTAINS_SUBSTR", "CONTAINS_SUBSTR in a value of type " + type);
        }
        if (type.isStruct()) {
            return inFields(type.asStruct(), value, depth);
        }
        if (type.isArray()) {
            String element = "part" + depth + "_";
            String found = in(type.asArray().getElementType(), element, depth + 1);
            return "list_reduce(list_transform(" + value + ", lambda " + element + ": " + found
                    + "), lambda a, b: a OR b, FALSE)";
        }
        if (type.getKind() == TypeKind.TYPE_JSON) {
            return LongFunctions.call(jsonFunction(scope), "CAST(" + value + " AS VARCHAR)", part);
        }
        return LongFunctions.call(FUNCTION, Casts.write(type, TEXT, value, false), part);
    }

    private String inFields(StructType type, String value, int depth) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            String field = "struct_extract(" + value + ", " + Duck.string(DuckType.fieldName(type, i)) + ")";
            found.add(in(type.getField(i).getType(), field, depth));
        }
        return "(" + String.join(" OR ", found) + ")";
    }

    static void install(LongFunctions functions) throws SQLException {
        functions.truth(FUNCTION, (texts, wanted) -> folded(texts.get(0)).contains(folded(texts.get(1))));
        for (String scope : SCOPES) {
            functions.truth(
                    jsonFunction(scope), (texts, wanted) -> isInJson(texts.get(0), folded(texts.get(1)), scope));
        }
    }

    private static String jsonFunction(String scope) {
        return FUNCTION + "_" + scope.toLowerCase(Locale.ROOT);
    }

    private static boolean isInJson(String json, String part, String scope) {
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean searched = token == JsonToken.FIELD_NAME
                        ? !scope.equals(VALUES)
                        : token.isScalarValue() && token != JsonToken.VALUE_NULL && !scope.equals(KEYS);
                if (searched && folded(parser.getText()).contains(part)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new ReferenceExpression.FailedExpression("Invalid input to CONTAINS_SUBSTR: " + e.getMessage());
        }
    }

    /** Normalised and without case. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
