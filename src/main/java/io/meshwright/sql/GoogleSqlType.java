package io.meshwright.sql;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** GoogleSQL types between their text, as BigQuery writes it, and the analyzer's own. */
public final class GoogleSqlType {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private static final Map<String, TypeKind> KINDS = Map.ofEntries(
            Map.entry("STRING", TypeKind.TYPE_STRING),
            Map.entry("BYTES", TypeKind.TYPE_BYTES),
            Map.entry("INT64", TypeKind.TYPE_INT64),
            Map.entry("INTEGER", TypeKind.TYPE_INT64),
            Map.entry("INT", TypeKind.TYPE_INT64),
            Map.entry("SMALLINT", TypeKind.TYPE_INT64),
            Map.entry("BIGINT", TypeKind.TYPE_INT64),
            Map.entry("TINYINT", TypeKind.TYPE_INT64),
            Map.entry("BYTEINT", TypeKind.TYPE_INT64),
            Map.entry("FLOAT64", TypeKind.TYPE_DOUBLE),
            Map.entry("FLOAT", TypeKind.TYPE_DOUBLE),
            Map.entry("BOOL", TypeKind.TYPE_BOOL),
            Map.entry("BOOLEAN", TypeKind.TYPE_BOOL),
            Map.entry("NUMERIC", TypeKind.TYPE_NUMERIC),
            Map.entry("DECIMAL", TypeKind.TYPE_NUMERIC),
            Map.entry("BIGNUMERIC", TypeKind.TYPE_BIGNUMERIC),
            Map.entry("BIGDECIMAL", TypeKind.TYPE_BIGNUMERIC),
            Map.entry("DATE", TypeKind.TYPE_DATE),
            Map.entry("TIME", TypeKind.TYPE_TIME),
            Map.entry("DATETIME", TypeKind.TYPE_DATETIME),
            Map.entry("TIMESTAMP", TypeKind.TYPE_TIMESTAMP),
            Map.entry("INTERVAL", TypeKind.TYPE_INTERVAL),
            Map.entry("GEOGRAPHY", TypeKind.TYPE_GEOGRAPHY),
            Map.entry("JSON", TypeKind.TYPE_JSON));

    private final String text;
    private int at;

    private GoogleSqlType(String text) {
        this.text = text;
    }

    /** Parses {@code ARRAY<STRUCT<a INT64, b STRING(10)>>}; lengths and precisions are dropped. */
    public static Type parse(String text) {
        return parseBounded(text).type();
    }

    static BoundedType parseBounded(String text) {
        GoogleSqlType parser = new GoogleSqlType(text.trim());
        BoundedType type = parser.type();
        if (parser.at != parser.text.length()) {
            throw parser.wrong();
        }
        return type;
    }

    public static boolean isKnown(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As BigQuery writes it: {@code ARRAY<STRUCT<a INT64>>}. */
    public static String name(Type type) {
        return switch (type.getKind()) {
            case TYPE_ARRAY -> "ARRAY<" + name(type.asArray().getElementType()) + ">";
            case TYPE_STRUCT -> "STRUCT<" + fields(type.asStruct()) + ">";
            case TYPE_RANGE -> "RANGE<" + name(type.asRange().getElementType()) + ">";
            case TYPE_DOUBLE, TYPE_FLOAT -> "FLOAT64";
            case TYPE_ENUM, TYPE_PROTO -> "STRING";
            default -> type.getKind().name().replace("TYPE_", "");
        };
    }

    private static String fields(StructType struct) {
        List<String> fields = new ArrayList<>();
        for (StructType.StructField field : struct.getFieldList()) {
            String name = field.getName().isEmpty() ? "" : fieldName(field.getName()) + " ";
            fields.add(name + name(field.getType()));
        }
        return String.join(", ", fields);
    }

    /** The name of a field as a type writes it: in backticks unless it is a plain word. */
    public static String fieldName(String name) {
        return PLAIN.matcher(name).matches() ? name : "`" + name + "`";
    }

    private BoundedType type() {
        String word = word().toUpperCase(Locale.ROOT);
        switch (word) {
            case "ARRAY", "RANGE" -> {
                expect('<');
                BoundedType element = type();
                expect('>');
                return word.equals("ARRAY")
                        ? new BoundedType(TypeFactory.createArrayType(element.type()), List.of(), List.of(element))
                        : new BoundedType(TypeFactory.createRangeType(element.type()), List.of(), List.of());
            }
            case "STRUCT", "RECORD" -> {
                return struct();
            }
            default -> {
                TypeKind kind = KINDS.get(word);
                if (kind == null) {
                    throw wrong();
                }
                return new BoundedType(TypeFactory.createSimpleType(kind), limits(), List.of());
            }
        }
    }

    private BoundedType struct() {
        List<StructType.StructField> fields = new ArrayList<>();
        List<BoundedType> parts = new ArrayList<>();
        expect('<');
        while (peek() != '>') {
            int start = at;
            String name = word();
            char next = peek();
            if (next == ',' || next == '>' || next == '<' || next == '(') {
                at = start;
                name = "";
            }
            BoundedType part = type();
            parts.add(part);
            fields.add(new StructType.StructField(name, part.type()));
            if (peek() == ',') {
                at++;
            }
        }
        expect('>');
        return new BoundedType(TypeFactory.createStructType(fields), List.of(), parts);
    }

    /** The numbers in parentheses, if there are any. */
    private List<Long> limits() {
        List<Long> limits = new ArrayList<>();
        if (peek() != '(') {
            return limits;
        }
        do {
            at++;
            String number = word();
            if (!number.chars().allMatch(Character::isDigit) || number.isEmpty() || number.length() > 18) {
                throw wrong();
            }
            limits.add(Long.parseLong(number));
        } while (peek() == ',');
        expect(')');
        return limits;
    }

    private String word() {
        peek();
        int start = at;
        if (at < text.length() && text.charAt(at) == '`') {
            at = text.indexOf('`', at + 1) + 1;
            return at == 0 ? "" : text.substring(start + 1, at - 1);
        }
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong();
        }
        at++;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("Not a GoogleSQL type: '" + text + "'");
    }
}
