package io.meshwright.warehouse;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.LegacySQLTypeName;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableResult;
import io.meshwright.sql.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Java values and columns to Google's client's and back. */
final class Values {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    private Values() {}

    // ---- parameters ----

    static QueryParameterValue parameter(Object value) {
        if (value instanceof List<?> list) {
            return array(list);
        }
        if (value == null) {
            return QueryParameterValue.string(null);
        }
        return QueryParameterValue.newBuilder()
                .setType(type(value))
                .setValue(text(value))
                .build();
    }

    private static QueryParameterValue array(List<?> values) {
        StandardSQLTypeName type = values.stream()
                .filter(value -> value != null)
                .findFirst()
                .map(Values::type)
                .orElse(StandardSQLTypeName.STRING);
        List<QueryParameterValue> elements = values.stream()
                .map(value -> QueryParameterValue.newBuilder()
                        .setType(type)
                        .setValue(value == null ? null : text(value))
                        .build())
                .toList();
        return QueryParameterValue.newBuilder()
                .setType(StandardSQLTypeName.ARRAY)
                .setArrayType(type)
                .setArrayValues(elements)
                .build();
    }

    private static StandardSQLTypeName type(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return StandardSQLTypeName.INT64;
        } else if (value instanceof Double || value instanceof Float) {
            return StandardSQLTypeName.FLOAT64;
        } else if (value instanceof Boolean) {
            return StandardSQLTypeName.BOOL;
        } else if (value instanceof BigDecimal) {
            return StandardSQLTypeName.NUMERIC;
        } else if (value instanceof LocalDate) {
            return StandardSQLTypeName.DATE;
        } else if (value instanceof Instant) {
            return StandardSQLTypeName.TIMESTAMP;
        } else if (value instanceof LocalDateTime) {
            return StandardSQLTypeName.DATETIME;
        } else if (value instanceof LocalTime) {
            return StandardSQLTypeName.TIME;
        } else if (value instanceof byte[]) {
            return StandardSQLTypeName.BYTES;
        } else if (value instanceof String) {
            return StandardSQLTypeName.STRING;
        }
        throw new IllegalArgumentException("No BigQuery type for a parameter of " + value.getClass());
    }

    private static String text(Object value) {
        if (value instanceof Instant instant) {
            return TIMESTAMP.format(instant);
        } else if (value instanceof LocalDateTime dateTime) {
            return DATETIME.format(dateTime);
        } else if (value instanceof LocalTime time) {
            return TIME.format(time);
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof byte[] bytes) {
            return java.util.Base64.getEncoder().encodeToString(bytes);
        }
        return value.toString();
    }

    // ---- columns ----

    static Schema schema(List<Column> columns) {
        return Schema.of(columns.stream()
                .map(column -> GoogleSqlFields.field(column.name(), column.type()))
                .toList());
    }

    static List<Column> columns(Schema schema) {
        return schema.getFields().stream()
                .map(field -> new Column(field.getName(), type(field)))
                .toList();
    }

    private static String type(Field field) {
        StandardSQLTypeName name = field.getType().getStandardType();
        String one =
                switch (name) {
                    case STRUCT ->
                        field.getSubFields().stream()
                                .map(sub -> sub.getName() + " " + type(sub))
                                .collect(Collectors.joining(", ", "STRUCT<", ">"));
                    case RANGE -> "RANGE<" + field.getRangeElementType().getType() + ">";
                    default -> name.name();
                };
        return field.getMode() == Field.Mode.REPEATED ? "ARRAY<" + one + ">" : one;
    }

    /** The same schema with other descriptions, where there are any. */
    static Schema described(Schema schema, Map<String, String> descriptions) {
        return Schema.of(schema.getFields().stream()
                .map(field -> descriptions.containsKey(field.getName())
                        ? field.toBuilder()
                                .setDescription(descriptions.get(field.getName()))
                                .build()
                        : field)
                .toList());
    }

    // ---- rows ----

    static QueryResult result(TableResult result, String jobId, int most) {
        Schema schema = result.getSchema();
        if (schema == null) {
            return new QueryResult(List.of(), List.of(), jobId, 0);
        }
        FieldList fields = schema.getFields();
        List<List<Object>> rows = new ArrayList<>();
        Iterator<FieldValueList> all = result.iterateAll().iterator();
        while (rows.size() < most && all.hasNext()) {
            rows.add(row(all.next(), fields));
        }
        return new QueryResult(columns(schema), rows, jobId, 0);
    }

    private static List<Object> row(FieldValueList row, FieldList fields) {
        List<Object> values = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            values.add(value(row.get(i), fields.get(i)));
        }
        return values;
    }

    private static Object value(FieldValue value, Field field) {
        if (value.isNull()) {
            return null;
        }
        if (field.getMode() == Field.Mode.REPEATED) {
            Field element = field.toBuilder().setMode(Field.Mode.NULLABLE).build();
            List<Object> elements = new ArrayList<>();
            value.getRepeatedValue().forEach(each -> elements.add(value(each, element)));
            return elements;
        }
        LegacySQLTypeName type = field.getType();
        return switch (type.getStandardType()) {
            case INT64 -> value.getLongValue();
            case FLOAT64 -> value.getDoubleValue();
            case BOOL -> value.getBooleanValue();
            case NUMERIC, BIGNUMERIC -> value.getNumericValue();
            case TIMESTAMP -> value.getTimestampInstant();
            case DATE -> LocalDate.parse(value.getStringValue());
            case TIME -> LocalTime.parse(value.getStringValue());
            case DATETIME -> LocalDateTime.parse(value.getStringValue());
            case BYTES -> value.getBytesValue();
            case STRUCT -> row(value.getRecordValue(), field.getSubFields());
            default -> value.getStringValue();
        };
    }
}
