package io.meshwright.source;

import io.meshwright.sql.TableName;
import java.util.Optional;

/** Remembers which file each source's table was loaded from. */
public interface LoadedFiles {

    Optional<LoadedFile> find(TableName table);

    void save(TableName table, LoadedFile file);

    /** @param contract hash of the contract the file was judged by */
    record LoadedFile(FileFingerprint fingerprint, String contract, long rows) {}
}
