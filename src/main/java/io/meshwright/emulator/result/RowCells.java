package io.meshwright.emulator.result;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** The row a JDBC result stands at. */
final class RowCells extends Cells {

    private final ResultSet rows;

    RowCells(ResultSet rows) {
        this.rows = rows;
    }

    @Override
    boolean isNull(int column) throws SQLException {
        return rows.getObject(column + 1) == null;
    }

    @Override
    long number(int column) throws SQLException {
        return rows.getLong(column + 1);
    }

    @Override
    double floating(int column) throws SQLException {
        return rows.getDouble(column + 1);
    }

    @Override
    BigDecimal decimal(int column) throws SQLException {
        return rows.getBigDecimal(column + 1);
    }

    @Override
    boolean truth(int column) throws SQLException {
        return rows.getBoolean(column + 1);
    }

    @Override
    LocalDate date(int column) throws SQLException {
        return rows.getObject(column + 1, LocalDate.class);
    }

    @Override
    String text(int column) throws SQLException {
        return rows.getString(column + 1);
    }
}
