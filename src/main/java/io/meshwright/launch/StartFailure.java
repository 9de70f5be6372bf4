package io.meshwright.launch;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/** Why a start failed, in plain words: what, where, and the way out. */
final class StartFailure {

    private static final List<String> DISK_FULL = List.of("no space left on device", "disk quota exceeded");

    private StartFailure() {}

    /** A sentence for what is known to happen; empty for a mistake of the application, which needs its stack trace. */
    static Optional<String> explain(Throwable failure, Path home) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            if (cause instanceof CannotStart) {
                return Optional.of(cause.getMessage());
            }
            if (cause instanceof FlywayException) {
                return Optional.of("the catalog database does not fit this version of Meshwright ("
                        + message(cause)
                                .lines()
                                .limit(3)
                                .reduce((a, b) -> a + " " + b)
                                .orElse("")
                        + "); start the version that wrote it, go back to a backup, or set MESHWRIGHT_HOME, or"
                        + " QUARKUS_DATASOURCE_JDBC_URL where the database is your own, to another one");
            }
            if (cause instanceof BindException) {
                return Optional.of("its port is in use (" + message(cause) + "); set QUARKUS_HTTP_PORT to a free one");
            }
            if (DISK_FULL.stream().anyMatch(message(cause).toLowerCase(Locale.ROOT)::contains)) {
                return Optional.of("the disk of " + home + " is full; free some of it, or set MESHWRIGHT_HOME to a"
                        + " directory elsewhere");
            }
        }
        return Optional.empty();
    }

    /** What an operation on a file failed at; many such exceptions name the file only. */
    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "access denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        if (failure instanceof NoSuchFileException) {
            return "nothing can be made there";
        }
        return failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : message(failure);
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
