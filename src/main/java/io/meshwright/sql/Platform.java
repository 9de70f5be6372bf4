package io.meshwright.sql;

import java.util.Locale;
import java.util.Optional;

/** Where Google's analyzer can run: its native code is built for x86-64 Linux with glibc and x86-64 macOS. */
final class Platform {

    private Platform() {}

    /** What to tell the user when this machine cannot run the analyzer. */
    static Optional<String> unsupported(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT);
        boolean known = os.startsWith("linux") || os.startsWith("mac");
        boolean x86 = architecture.equals("amd64") || architecture.equals("x86_64");
        if (known && x86) {
            return Optional.empty();
        }
        return Optional.of("Google's SQL analyzer has no native code for " + system + " on " + architecture
                + " (only x86-64 Linux with glibc 2.29 or later and x86-64 macOS). Run the linux/amd64 container image"
                + " instead: docker run --platform linux/amd64 ...");
    }

    static Optional<String> unsupported() {
        return unsupported(System.getProperty("os.name"), System.getProperty("os.arch"));
    }
}
