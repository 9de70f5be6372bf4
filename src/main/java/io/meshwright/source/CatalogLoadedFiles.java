package io.meshwright.source;

import io.meshwright.sql.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** In the catalog database: table {@code source_file}. */
@ApplicationScoped
class CatalogLoadedFiles implements LoadedFiles {

    private final DataSource catalog;

    CatalogLoadedFiles(DataSource catalog) {
        this.catalog = catalog;
    }

    @Override
    public Optional<LoadedFile> find(TableName table) {
        String sql =
                "SELECT path, size_bytes, modified, sha256, contract_sha256, row_count FROM source_file WHERE source_table = ?";
        try (Connection connection = catalog.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.toString());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read which file " + table + " was loaded from", e);
        }
    }

    @Override
    public void save(TableName table, LoadedFile file) {
        String sql =
                """
                INSERT INTO source_file (source_table, path, size_bytes, modified, sha256, contract_sha256, row_count)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source_table) DO UPDATE SET path = excluded.path, size_bytes = excluded.size_bytes,
                  modified = excluded.modified, sha256 = excluded.sha256,
                  contract_sha256 = excluded.contract_sha256, row_count = excluded.row_count""";
        try (Connection connection = catalog.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            FileFingerprint fingerprint = file.fingerprint();
            statement.setString(1, table.toString());
            statement.setString(2, fingerprint.file().toString());
            statement.setLong(3, fingerprint.size());
            statement.setObject(4, fingerprint.modified().atOffset(ZoneOffset.UTC));
            statement.setString(5, fingerprint.sha256());
            statement.setString(6, file.contract());
            statement.setLong(7, file.rows());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot remember which file " + table + " was loaded from", e);
        }
    }

    private static LoadedFile read(ResultSet row) throws SQLException {
        FileFingerprint fingerprint = new FileFingerprint(
                Path.of(row.getString("path")),
                row.getLong("size_bytes"),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                row.getString("sha256"));
        return new LoadedFile(fingerprint, row.getString("contract_sha256"), row.getLong("row_count"));
    }
}
