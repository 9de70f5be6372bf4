package io.meshwright.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * What tells one state of a file from another.
 *
 * @param modified to the microsecond, as the catalog keeps it
 * @param sha256 of the content
 */
public record FileFingerprint(Path file, long size, Instant modified, String sha256) {

    private static final int BUFFER = 1 << 20;

    /** Reads the file unless size and time are those of {@code known}, whose hash then holds. */
    static FileFingerprint of(Path file, FileFingerprint known) throws IOException {
        long size = Files.size(file);
        Instant modified = modified(file);
        boolean same = known != null
                && known.file().equals(file)
                && known.size() == size
                && known.modified().equals(modified);
        return same ? known : new FileFingerprint(file, size, modified, hash(file));
    }

    /** Whether the file is still as it was when the fingerprint was taken, as far as size and time tell. */
    boolean isCurrent() throws IOException {
        return Files.size(file) == size && modified(file).equals(modified);
    }

    boolean hasContentOf(FileFingerprint other) {
        return size == other.size && sha256.equals(other.sha256);
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = newSha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
