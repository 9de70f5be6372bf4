package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import io.meshwright.sql.GoogleSqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CAST and SAFE_CAST. Shapes that both engines read alike are cast by DuckDB, all others by the reference. */
final class Casts {

    private static final String PLAIN_INTEGER = "[+-]?\\d{1,18}";
    private static final String PLAIN_NUMBER = "[+-]?\\d{1,15}(\\.\\d{1,15})?";
    static final String PLAIN_NUMERIC = "[+-]?\\d{1,20}(\\.\\d{1,9})?";
    private static final String PLAIN_DATE = DateFormat.YEAR + "-\\d{2}-\\d{2}";
    private static final String PLAIN_DATETIME =
            PLAIN_DATE + "[ T]" + DateFormat.HOUR + ":[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?";

    private final String zone;

    private Casts(String zone) {
        this.zone = zone;
    }

    static String write(Type from, Type to, String value, boolean safe) {
        return new Casts(StatementRequest.UTC).cast(from, to, value, safe);
    }

    /** @param zone the time zone in which TIMESTAMP values are texts, dates and times */
    static String write(Type from, Type to, String value, boolean safe, String zone) {
        return new Casts(zone).cast(from, to, value, safe);
    }

    private String cast(Type from, Type to, String value, boolean safe) {
        if (from.equals(to)) {
            return value;
        }
        if (from.isArray() && to.isArray()) {
            return array(from, to, value, safe, "k" + depth(to));
        }
        if (from.isStruct() && to.isStruct()) {
            return struct(from.asStruct(), to.asStruct(), value, safe);
        }
        boolean elsewhere = !zone.equals(StatementRequest.UTC) && from.isTimestamp() != to.isTimestamp();
        return elsewhere
                ? exact(from, to, value, safe)
                : native_(from.getKind(), to.getKind(), value, safe).orElseGet(() -> exact(from, to, value, safe));
    }

    private static int depth(Type type) {
        return type.isArray() ? 1 + depth(type.asArray().getElementType()) : 0;
    }

    private String array(Type from, Type to, String value, boolean safe, String element) {
        Type inner = from.asArray().getElementType();
        Type outer = to.asArray().getElementType();
        return "list_transform(" + value + ", lambda " + element + ": " + cast(inner, outer, element, safe) + ")";
    }

    private String struct(StructType from, StructType to, String value, boolean safe) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < to.getFieldCount(); i++) {
            String field = "struct_extract(" + value + ", " + Duck.string(DuckType.fieldName(from, i)) + ")";
            fields.add(Duck.name(DuckType.fieldName(to, i)) + " := "
                    + cast(from.getField(i).getType(), to.getField(i).getType(), field, safe));
        }
        return "CASE WHEN " + value + " IS NULL THEN NULL ELSE struct_pack(" + String.join(", ", fields) + ") END";
    }

    private String exact(Type from, Type to, String value, boolean safe) {
        String cast = (safe ? "SAFE_CAST" : "CAST") + "({0} AS " + GoogleSqlType.name(to) + ")";
        return ReferenceCall.expression(cast, to, List.of(from), List.of(value), "CAST", zone);
    }

    private Optional<String> native_(TypeKind from, TypeKind to, String value, boolean safe) {
        String cast = safe ? "TRY_CAST" : "CAST";
        return switch (to) {
            case TYPE_INT64 -> toInteger(from, value, cast);
            case TYPE_DOUBLE -> toDouble(from, value, cast);
            case TYPE_STRING -> toText(from, value);
            case TYPE_DATE -> toDate(from, value, cast);
            case TYPE_TIMESTAMP, TYPE_DATETIME -> toTimestamp(from, to, value, cast);
            case TYPE_TIME ->
                Optional.of("CAST(" + value + " AS TIME)")
                        .filter(sql -> from == TypeKind.TYPE_DATETIME || from == TypeKind.TYPE_TIMESTAMP);
            case TYPE_NUMERIC -> toNumeric(from, value, cast);
            case TYPE_BOOL -> Optional.of("CAST(" + value + " AS BOOLEAN)").filter(sql -> from == TypeKind.TYPE_INT64);
            case TYPE_BYTES -> Optional.of("encode(" + value + ")").filter(sql -> from == TypeKind.TYPE_STRING);
            default -> Optional.empty();
        };
    }

    private Optional<String> toInteger(TypeKind from, String value, String cast) {
        return switch (from) {
            case TYPE_BOOL -> Optional.of("CAST(" + value + " AS BIGINT)");
            case TYPE_DOUBLE -> Optional.of(cast + "(round(" + value + ") AS BIGINT)");
            case TYPE_NUMERIC -> Optional.of(cast + "(round(" + value + ", 0) AS BIGINT)");
            case TYPE_STRING ->
                Optional.of(shaped(
                        value,
                        PLAIN_INTEGER,
                        "TRY_CAST(" + value + " AS BIGINT)",
                        exact(TypeKind.TYPE_INT64, value, cast)));
            default -> Optional.empty();
        };
    }

    private Optional<String> toDouble(TypeKind from, String value, String cast) {
        return switch (from) {
            case TYPE_INT64 -> Optional.of("CAST(" + value + " AS DOUBLE)");
            case TYPE_NUMERIC -> Optional.of("CAST(CAST(" + value + " AS VARCHAR) AS DOUBLE)");
            case TYPE_STRING ->
                Optional.of(shaped(
                        value,
                        PLAIN_NUMBER,
                        "TRY_CAST(" + value + " AS DOUBLE)",
                        exact(TypeKind.TYPE_DOUBLE, value, cast)));
            default -> Optional.empty();
        };
    }

    private Optional<String> toNumeric(TypeKind from, String value, String cast) {
        return switch (from) {
            case TYPE_INT64 -> Optional.of("CAST(" + value + " AS DECIMAL(38,9))");
            case TYPE_STRING ->
                Optional.of(shaped(
                        value,
                        PLAIN_NUMERIC,
                        "TRY_CAST(" + value + " AS DECIMAL(38,9))",
                        exact(TypeKind.TYPE_NUMERIC, value, cast)));
            default -> Optional.empty();
        };
    }

    private Optional<String> toDate(TypeKind from, String value, String cast) {
        return switch (from) {
            case TYPE_TIMESTAMP, TYPE_DATETIME -> Optional.of("CAST(" + value + " AS DATE)");
            case TYPE_STRING ->
                Optional.of(calendar(value, PLAIN_DATE, "DATE", exact(TypeKind.TYPE_DATE, value, cast)));
            default -> Optional.empty();
        };
    }

    private Optional<String> toTimestamp(TypeKind from, TypeKind to, String value, String cast) {
        return switch (from) {
            case TYPE_TIMESTAMP, TYPE_DATETIME -> Optional.of(value);
            case TYPE_DATE -> Optional.of("CAST(" + value + " AS TIMESTAMP)");
            case TYPE_STRING -> Optional.of(calendar(value, PLAIN_DATETIME, "TIMESTAMP", exact(to, value, cast)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> toText(TypeKind from, String value) {
        return switch (from) {
            case TYPE_INT64, TYPE_BOOL -> Optional.of("CAST(" + value + " AS VARCHAR)");
            case TYPE_DOUBLE -> Optional.of(doubleText(value));
            case TYPE_DATE -> Optional.of("strftime(" + value + ", '%Y-%m-%d')");
            case TYPE_NUMERIC -> Optional.of("rtrim(rtrim(CAST(" + value + " AS VARCHAR), '0'), '.')");
            case TYPE_TIMESTAMP ->
                Optional.of(FunctionCall.fill(
                        "CASE WHEN epoch_us({0}) % 1000000 = 0 THEN strftime({0}, '%Y-%m-%d %H:%M:%S+00')"
                                + " WHEN epoch_us({0}) % 1000 = 0 THEN strftime({0}, '%Y-%m-%d %H:%M:%S.%g+00')"
                                + " ELSE strftime({0}, '%Y-%m-%d %H:%M:%S.%f+00') END",
                        List.of(value)));
            default -> Optional.empty();
        };
    }

    private static String doubleText(String value) {
        String exact = ReferenceCall.expression(
                "CAST({0} AS STRING)",
                TypeFactory.createSimpleType(TypeKind.TYPE_STRING),
                List.of(TypeFactory.createSimpleType(TypeKind.TYPE_DOUBLE)),
                List.of(value),
                "CAST");
        return DoubleText.of(value, exact);
    }

    private String exact(TypeKind to, String value, String cast) {
        return exact(
                TypeFactory.createSimpleType(TypeKind.TYPE_STRING),
                TypeFactory.createSimpleType(to),
                value,
                cast.equals("TRY_CAST"));
    }

    /** A text of the shape may still be no day, such as a 31st of April. */
    private static String calendar(String value, String pattern, String type, String exact) {
        return shaped(value, pattern, "coalesce(TRY_CAST(" + value + " AS " + type + "), " + exact + ")", exact);
    }

    /**
     * The plain cast is a TRY_CAST although it cannot fail: DuckDB computes a CAST of a struct's field before the CASE
     * around it.
     */
    private static String shaped(String value, String pattern, String plain, String exact) {
        return "CASE WHEN regexp_full_match(" + value + ", " + Duck.string(pattern) + ") THEN " + plain + " ELSE "
                + exact + " END";
    }
}
