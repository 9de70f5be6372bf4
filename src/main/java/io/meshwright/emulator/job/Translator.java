package io.meshwright.emulator.job;

import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.emulator.translation.TranslationCatalog;
import java.sql.Connection;
import java.sql.SQLException;

/** GoogleSQL in, DuckDB SQL out; what is wrong comes out as an {@link io.meshwright.emulator.error.ApiError}. */
public interface Translator {

    Translation translate(StatementRequest request, TranslationCatalog catalog);

    /** Gives a database, once after it is opened, the functions translated statements call. */
    void install(Connection connection) throws SQLException;
}
