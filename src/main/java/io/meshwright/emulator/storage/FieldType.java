package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import java.util.Locale;

/** BigQuery's types with their three names: GoogleSQL's, the REST API's, DuckDB's. */
public enum FieldType {
    INT64("INTEGER", "BIGINT"),
    FLOAT64("FLOAT", "DOUBLE"),
    BOOL("BOOLEAN", "BOOLEAN"),
    STRING("STRING", "VARCHAR"),
    BYTES("BYTES", "BLOB"),
    DATE("DATE", "DATE"),
    TIME("TIME", "TIME"),
    DATETIME("DATETIME", "TIMESTAMP"),
    /** Naive and in UTC, so that no session's time zone matters. */
    TIMESTAMP("TIMESTAMP", "TIMESTAMP"),
    NUMERIC("NUMERIC", "DECIMAL(38,9)"),
    /** DuckDB has no number as large: carried as its text. */
    BIGNUMERIC("BIGNUMERIC", "VARCHAR"),
    JSON("JSON", "JSON"),
    INTERVAL("INTERVAL", "INTERVAL"),
    GEOGRAPHY("GEOGRAPHY", "VARCHAR"),
    RANGE("RANGE", "STRUCT"),
    STRUCT("RECORD", "STRUCT");

    private final String restName;
    private final String duckDbName;

    FieldType(String restName, String duckDbName) {
        this.restName = restName;
        this.duckDbName = duckDbName;
    }

    public String restName() {
        return restName;
    }

    public String duckDbName() {
        return duckDbName;
    }

    /** Reads either name: {@code INT64} as well as {@code INTEGER}. */
    public static FieldType parse(String text) {
        String name = text.toUpperCase(Locale.ROOT).trim();
        for (FieldType type : values()) {
            if (type.name().equals(name) || type.restName.equals(name)) {
                return type;
            }
        }
        return switch (name) {
            case "INT", "SMALLINT", "BIGINT", "TINYINT", "BYTEINT" -> INT64;
            case "FLOAT" -> FLOAT64;
            case "DECIMAL" -> NUMERIC;
            case "BIGDECIMAL" -> BIGNUMERIC;
            default -> throw ApiError.invalid("Invalid value for type: " + text + " is not a valid value");
        };
    }

    /** Bytes one value is accounted with; strings and the like by length instead. */
    int fixedSize() {
        return switch (this) {
            case BOOL -> 1;
            case NUMERIC, INTERVAL -> 16;
            case BIGNUMERIC -> 32;
            default -> 8;
        };
    }
}
