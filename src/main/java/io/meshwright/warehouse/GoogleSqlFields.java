package io.meshwright.warehouse;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldElementType;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import io.meshwright.sql.GoogleSqlType;
import java.util.ArrayList;
import java.util.List;

/** Fields of Google's client from types as GoogleSQL writes them. */
final class GoogleSqlFields {

    private GoogleSqlFields() {}

    static Field field(String name, String type) {
        return field(name, GoogleSqlType.parse(type), Field.Mode.NULLABLE);
    }

    private static Field field(String name, Type type, Field.Mode mode) {
        if (type.isArray()) {
            return field(name, type.asArray().getElementType(), Field.Mode.REPEATED);
        }
        if (type.isStruct()) {
            List<Field> fields = new ArrayList<>();
            for (StructType.StructField each : type.asStruct().getFieldList()) {
                fields.add(field(each.getName(), each.getType(), Field.Mode.NULLABLE));
            }
            return Field.newBuilder(name, StandardSQLTypeName.STRUCT, FieldList.of(fields))
                    .setMode(mode)
                    .build();
        }
        String text = GoogleSqlType.name(type);
        if (text.startsWith("RANGE<")) {
            String element = text.substring("RANGE<".length(), text.length() - 1);
            return Field.newBuilder(name, StandardSQLTypeName.RANGE)
                    .setRangeElementType(
                            FieldElementType.newBuilder().setType(element).build())
                    .setMode(mode)
                    .build();
        }
        return Field.newBuilder(name, StandardSQLTypeName.valueOf(text))
                .setMode(mode)
                .build();
    }
}
