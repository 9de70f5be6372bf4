package io.meshwright.launch;

import com.sun.jna.Function;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets the process start over with the Java options it starts quickest with, which neither {@code java -jar} nor Maven
 * know: the archive of its classes, and only the quick one of its two compilers. It remains the same process, so
 * whoever started it, signals it or waits for it notices nothing.
 *
 * <p>Where that cannot be done, the start goes on as it is and takes some seconds longer.
 */
final class QuickStart {

    private static final String JAR = "quarkus-run.jar";
    private static final String ARCHIVE = "classes.jsa";

    /** Who chooses these has chosen how to start. */
    private static final List<String> CHOICES =
            List.of("-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit", "-XX:AOT", "-Xshare", "-agent", "-javaagent");

    /** The heavy work is native code, and what Java does gets no faster by optimizing more: docs/decisions/0008. */
    private static final String COMPILER = "-XX:TieredStopAtLevel=1";

    /** Such as that the archive is of another JDK; then it is not used. */
    private static final String SILENCE = "-Xlog:disable";

    private static final String WARNINGS = "-Xlog:all=warning,cds=off,cds+dynamic=off,class+path=off:stderr";

    private QuickStart() {}

    /** Starts over; returns only when there is nothing to gain or no way. */
    static void tryIt() {
        ProcessHandle.Info self = ProcessHandle.current().info();
        Optional<String> java = self.command();
        Optional<List<String>> command = self.arguments().flatMap(arguments -> improved(List.of(arguments)));
        if (java.isEmpty() || command.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of(java.get()));
        words.addAll(command.get());
        try {
            Function.getFunction("c", "execv").invokeInt(new Object[] {java.get(), words.toArray(new String[0])});
        } catch (LinkageError e) {
            Console.say("Meshwright starts without its class archive (" + e.getMessage() + ").");
        }
    }

    /** What follows {@code java} in a quicker command; empty when the given one stays as it is. */
    static Optional<List<String>> improved(List<String> arguments) {
        int jar = arguments.indexOf("-jar") + 1;
        boolean chosen =
                arguments.stream().anyMatch(argument -> CHOICES.stream().anyMatch(argument::startsWith));
        if (jar == 0 || jar == arguments.size() || chosen || !arguments.get(jar).endsWith(JAR)) {
            return Optional.empty();
        }
        Path program = Path.of(arguments.get(jar)).toAbsolutePath().normalize();
        Path archive = program.resolveSibling(ARCHIVE);
        if (!Files.isReadable(archive)) {
            return Optional.empty();
        }
        List<String> improved = new ArrayList<>();
        improved.addAll(List.of(COMPILER, "-XX:SharedArchiveFile=" + archive, SILENCE, WARNINGS));
        improved.addAll(arguments);
        // An archive belongs to the path it was made with.
        improved.set(improved.size() - arguments.size() + jar, program.toString());
        return Optional.of(improved);
    }
}
