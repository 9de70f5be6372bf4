package io.meshwright.emulator.translation;

import com.google.zetasql.IntervalValue;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import io.meshwright.sql.Column;
import io.meshwright.sql.GoogleSqlType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Rows of a translated query as plain Java values: Long, Double, Boolean, String, byte[], List, or null. */
final class ResultTexts {

    private ResultTexts() {}

    static List<List<Object>> rows(Connection connection, Translation translation) throws SQLException {
        List<Type> types = translation.schema().stream()
                .map(Column::type)
                .map(GoogleSqlType::parse)
                .toList();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(translation.duckSql())) {
            List<List<Object>> rows = new ArrayList<>();
            while (results.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    row.add(value(types.get(i), results.getObject(i + 1)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static Object value(Type type, Object value) throws SQLException {
        if (value == null) {
            return null;
        }
        if (value instanceof Array array) {
            List<Object> elements = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                elements.add(value(type.asArray().getElementType(), element));
            }
            return elements;
        }
        if (value instanceof Struct struct) {
            List<Object> fields = new ArrayList<>();
            Object[] attributes = struct.getAttributes();
            for (int i = 0; i < attributes.length; i++) {
                Type field = type.isStruct()
                        ? fieldOf(type.asStruct(), i)
                        : type.asRange().getElementType();
                fields.add(value(field, attributes[i]));
            }
            return fields;
        }
        if (value instanceof Blob blob) {
            return blob.getBytes(1, (int) blob.length());
        }
        if (value instanceof BigDecimal decimal) {
            return Wire.plain(decimal);
        }
        if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        return text(type, value);
    }

    private static Type fieldOf(StructType struct, int index) {
        return struct.getField(index).getType();
    }

    /** As BigQuery prints them. */
    private static String text(Type type, Object value) {
        return switch (type.getKind()) {
            case TYPE_TIMESTAMP -> time((Timestamp) value).replace('T', ' ') + "+00";
            case TYPE_DATETIME -> time((Timestamp) value);
            case TYPE_TIME -> seconds((LocalTime) value);
            case TYPE_INTERVAL -> interval(Wire.value(type, value.toString()).getIntervalValue());
            default -> value.toString();
        };
    }

    private static String time(Timestamp timestamp) {
        LocalDateTime time = timestamp.toLocalDateTime();
        return time.toLocalDate() + "T" + seconds(time.toLocalTime());
    }

    private static String seconds(LocalTime time) {
        String text = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS").format(time);
        return text.endsWith("000000") ? text.substring(0, 8) : text.endsWith("000") ? text.substring(0, 12) : text;
    }

    private static String interval(IntervalValue interval) {
        int months = Math.abs(interval.months());
        BigDecimal micros = BigDecimal.valueOf(Math.abs(interval.micros()));
        long seconds = micros.longValue() / 1_000_000;
        String fraction = micros.longValue() % 1_000_000 == 0
                ? ""
                : "." + String.format("%06d", micros.longValue() % 1_000_000).replaceAll("(000)$", "");
        return (interval.months() < 0 ? "-" : "") + months / 12 + "-" + months % 12 + " " + interval.days() + " "
                + (interval.micros() < 0 ? "-" : "") + seconds / 3600 + ":" + seconds / 60 % 60 + ":" + seconds % 60
                + fraction;
    }
}
