package io.meshwright.emulator.result;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;

/** The values of one row of DuckDB's, by the number of their column, 0 for the first. */
abstract class Cells {

    abstract boolean isNull(int column) throws SQLException;

    abstract long number(int column) throws SQLException;

    abstract double floating(int column) throws SQLException;

    abstract BigDecimal decimal(int column) throws SQLException;

    abstract boolean truth(int column) throws SQLException;

    abstract LocalDate date(int column) throws SQLException;

    abstract String text(int column) throws SQLException;

    /** Writes a text as a JSON string. */
    void text(int column, JsonBytes out) throws SQLException {
        out.string(text(column));
    }
}
