package io.meshwright.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Plain SQL on the catalog database, where volume or locking asks for it. */
@ApplicationScoped
class CatalogSql {

    private final DataSource catalog;

    CatalogSql(DataSource catalog) {
        this.catalog = catalog;
    }

    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) {
        return transaction(transaction -> transaction.list(sql, reader, arguments));
    }

    <T> Optional<T> one(String sql, RowReader<T> reader, Object... arguments) {
        return list(sql, reader, arguments).stream().findFirst();
    }

    int update(String sql, Object... arguments) {
        return transaction(transaction -> transaction.update(sql, arguments));
    }

    /** All or nothing. */
    <T> T transaction(Work<T> work) {
        try (Connection connection = catalog.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Transaction(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The catalog database refused: " + e.getMessage(), e);
        }
    }

    record Transaction(Connection connection) {

        <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) throws SQLException {
            try (PreparedStatement statement = prepare(sql, arguments);
                    ResultSet rows = statement.executeQuery()) {
                List<T> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(reader.read(rows));
                }
                return values;
            }
        }

        <T> Optional<T> one(String sql, RowReader<T> reader, Object... arguments) throws SQLException {
            return list(sql, reader, arguments).stream().findFirst();
        }

        int update(String sql, Object... arguments) throws SQLException {
            try (PreparedStatement statement = prepare(sql, arguments)) {
                return statement.executeUpdate();
            }
        }

        void batch(String sql, List<Object[]> rows) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Object[] row : rows) {
                    bind(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }

        private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            bind(statement, arguments);
            return statement;
        }

        private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, bindable(arguments[i]));
            }
        }

        private static Object bindable(Object value) {
            if (value instanceof Optional<?> optional) {
                return optional.map(Transaction::bindable).orElse(null);
            }
            if (value instanceof Instant instant) {
                return instant.atOffset(ZoneOffset.UTC);
            }
            return value instanceof Enum<?> constant ? constant.name() : value;
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
