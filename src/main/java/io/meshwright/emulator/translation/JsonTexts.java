package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values written as JSON by DuckDB. What it would write otherwise than GoogleSQL, such as NUMERIC values, is left to the
 * reference, value by value.
 */
final class JsonTexts {

    private static final int GROUP = 50;

    /** Texts that stand in JSON as they are. */
    private static final String PLAIN = "'[^\"\\\\\\x00-\\x1f\\x{2028}\\x{2029}]*'";

    /** Integers up to here are the same to a JavaScript reader. */
    private static final long SAFE_INTEGER = 1L << 53;

    private static final Type JSON = TypeFactory.createSimpleType(TypeKind.TYPE_JSON);
    private static final Type STRING = TypeFactory.createSimpleType(TypeKind.TYPE_STRING);

    /** Values become members of JSON values, not text of their own: the largest integers stay numbers, keys are sorted. */
    private final boolean members;

    private JsonTexts(boolean members) {
        this.members = members;
    }

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("to_json_string", call -> written(call, new JsonTexts(false)));
        forms.put("to_json", call -> written(call, new JsonTexts(true)).map(JsonTexts::json));
        forms.put("json_array", JsonTexts::array);
        forms.put("json_object", JsonTexts::object);
    }

    private static String json(String text) {
        return Duck.cast(text, DuckType.of(JSON));
    }

    private static Optional<String> written(FunctionCall call, JsonTexts texts) {
        boolean plain = call.size() == 1
                || call.literal(1).filter(option -> !option.getBoolValue()).isPresent();
        return plain && texts.canWrite(call.type(0))
                ? Optional.of(texts.value(call.type(0), call.arg(0), 0))
                : Optional.empty();
    }

    private static Optional<String> array(FunctionCall call) {
        JsonTexts texts = new JsonTexts(true);
        if (call.size() == 0 || !IntStream.range(0, call.size()).allMatch(i -> texts.canWrite(call.type(i)))) {
            return Optional.empty();
        }
        return Optional.of(json("'[' || "
                + joined(IntStream.range(0, call.size())
                        .mapToObj(i -> texts.value(call.type(i), call.arg(i), 0))
                        .toList())
                + " || ']'"));
    }

    /** Of constant names, none of them twice. */
    private static Optional<String> object(FunctionCall call) {
        JsonTexts texts = new JsonTexts(true);
        TreeMap<String, String> fields = new TreeMap<>();
        for (int i = 0; i + 1 < call.size(); i += 2) {
            Optional<String> name = call.string(i).filter(JsonTexts::isPlainName);
            if (name.isEmpty() || !texts.canWrite(call.type(i + 1))) {
                return Optional.empty();
            }
            fields.put(name.get(), texts.value(call.type(i + 1), call.arg(i + 1), 0));
        }
        return fields.isEmpty() || fields.size() * 2 != call.size()
                ? Optional.empty()
                : Optional.of(json(braced(fields.entrySet().stream()
                        .map(field -> field(field.getKey(), field.getValue()))
                        .toList())));
    }

    private static String braced(List<String> fields) {
        return "'{' || " + joined(fields) + " || '}'";
    }

    /** With commas between; in groups, as DuckDB nests operators and bears only so many levels. */
    private static String joined(List<String> parts) {
        List<String> few = parts;
        if (parts.size() > GROUP) {
            few = IntStream.iterate(0, i -> i < parts.size(), i -> i + GROUP)
                    .mapToObj(i -> "(" + joined(parts.subList(i, Math.min(parts.size(), i + GROUP))) + ")")
                    .toList();
        }
        return String.join(" || ',' || ", few);
    }

    private static String field(String name, String value) {
        return Duck.string("\"" + name + "\":") + " || " + value;
    }

    private static boolean isPlainName(String name) {
        return name.chars()
                .allMatch(c -> (Character.isLetterOrDigit(c) && c < 128) || c == '_' || c == ' ' || c == '-');
    }

    private boolean canWrite(Type type) {
        if (type.isArray()) {
            return canWrite(type.asArray().getElementType());
        }
        if (!type.isStruct()) {
            return !type.isGeography();
        }
        StructType struct = type.asStruct();
        Set<String> names = struct.getFieldList().stream()
                .map(StructType.StructField::getName)
                .collect(Collectors.toSet());
        boolean distinct = !members || names.size() == struct.getFieldCount();
        return struct.getFieldCount() > 0
                && distinct
                && names.stream().allMatch(JsonTexts::isPlainName)
                && struct.getFieldList().stream().allMatch(field -> canWrite(field.getType()));
    }

    private String value(Type type, String sql, int depth) {
        return switch (type.getKind()) {
            case TYPE_ARRAY -> {
                String element = "j" + depth;
                yield known(
                        sql,
                        "'[' || array_to_string(list_transform(" + sql + ", lambda " + element + ": "
                                + value(type.asArray().getElementType(), element, depth + 1) + "), ',') || ']'");
            }
            case TYPE_STRUCT -> known(sql, struct(type.asStruct(), sql, depth));
            case TYPE_BOOL -> known(sql, "CAST(" + sql + " AS VARCHAR)");
            case TYPE_INT64 -> integer(sql);
            case TYPE_DOUBLE ->
                known(sql, members ? DoubleText.member(sql, exact(type, sql)) : DoubleText.of(sql, exact(type, sql)));
            case TYPE_STRING ->
                "CASE WHEN " + sql + " IS NULL THEN 'null' WHEN regexp_full_match(" + sql + ", " + PLAIN
                        + ") THEN '\"' || " + sql + " || '\"' ELSE " + (members ? JsonQuotes.MEMBER : JsonQuotes.STRING)
                        + "(" + sql + ") END";
            case TYPE_BYTES -> known(sql, "'\"' || to_base64(" + sql + ") || '\"'");
            case TYPE_DATE -> known(sql, "'\"' || strftime(" + sql + ", '%Y-%m-%d') || '\"'");
            case TYPE_JSON ->
                known(
                        sql,
                        "coalesce(" + PlainJson.call("CAST(" + sql + " AS VARCHAR)") + ", " + exact(type, sql) + ")");
            case TYPE_DATETIME -> time(sql, "");
            case TYPE_TIMESTAMP -> time(sql, "Z");
            default -> known(sql, exact(type, sql));
        };
    }

    private static String known(String sql, String text) {
        return "CASE WHEN " + sql + " IS NULL THEN 'null' ELSE " + text + " END";
    }

    private String struct(StructType struct, String sql, int depth) {
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, struct.getFieldCount()).boxed().toList());
        if (members) {
            order.sort(java.util.Comparator.comparing(i -> struct.getField(i).getName()));
        }
        return braced(order.stream()
                .map(i -> field(
                        struct.getField(i).getName(),
                        value(
                                struct.getField(i).getType(),
                                "struct_extract(" + sql + ", " + Duck.string(DuckType.fieldName(struct, i)) + ")",
                                depth)))
                .toList());
    }

    private String integer(String sql) {
        String digits = "CAST(" + sql + " AS VARCHAR)";
        return members
                ? known(sql, digits)
                : "CASE WHEN " + sql + " IS NULL THEN 'null' WHEN " + sql + " BETWEEN -" + SAFE_INTEGER + " AND "
                        + SAFE_INTEGER + " THEN " + digits + " ELSE '\"' || " + digits + " || '\"' END";
    }

    private static String time(String sql, String zone) {
        return FunctionCall.fill(
                "CASE WHEN {0} IS NULL THEN 'null' WHEN epoch_us({0}) % 1000000 = 0"
                        + " THEN strftime({0}, '\"%Y-%m-%dT%H:%M:%S" + zone + "\"')"
                        + " WHEN epoch_us({0}) % 1000 = 0 THEN strftime({0}, '\"%Y-%m-%dT%H:%M:%S.%g" + zone + "\"')"
                        + " ELSE strftime({0}, '\"%Y-%m-%dT%H:%M:%S.%f" + zone + "\"') END",
                List.of(sql));
    }

    private String exact(Type type, String sql) {
        return ReferenceCall.expression(
                members ? "TO_JSON_STRING(TO_JSON({0}))" : "TO_JSON_STRING({0})",
                STRING,
                List.of(type),
                List.of(sql),
                "TO_JSON_STRING");
    }
}
