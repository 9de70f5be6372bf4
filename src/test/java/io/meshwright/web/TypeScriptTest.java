package io.meshwright.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundler strips types; this checks them, with the compiler from Maven on the Node that comes with Playwright. */
class TypeScriptTest {

    private static final List<String> PACKAGES = List.of("typescript", "htmx.org", "echarts", "zrender", "tslib");

    @TempDir
    Path folder;

    @Test
    void typesAgreeInStrictMode() throws Exception {
        Path node = node();
        assumeTrue(Files.isExecutable(node), "SKIPPED: no Node for this machine, the TypeScript is not type-checked");
        for (String name : PACKAGES) {
            unpack(name);
        }
        Path config = Files.writeString(folder.resolve("tsconfig.json"), config());
        String compiler = folder.resolve("node_modules/typescript/lib/tsc.js").toString();
        Process check = new ProcessBuilder(node.toString(), compiler, "--pretty", "false", "-p", config.toString())
                .redirectErrorStream(true)
                .start();
        String complaints = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(complaints).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    private static Path node() {
        Driver driver = Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false);
        return driver.driverDir().resolve(File.separatorChar == '/' ? "node" : "node.exe");
    }

    private String config() {
        Path ui = Path.of("ui").toAbsolutePath();
        return """
            {"extends": "%s/tsconfig.json",
             "compilerOptions": {"baseUrl": ".", "paths": {"*": ["./node_modules/*"]}},
             "include": ["%s/app/**/*.ts", "%s/bundles/**/*.ts"]}"""
                .formatted(ui, ui, ui);
    }

    /** Packages from mvnpm keep some files as entries and the others, types among them, in an archive. */
    private void unpack(String name) throws IOException {
        try (var jar = new JarFile(jar(name).toFile())) {
            for (var entry : jar.stream().toList()) {
                if (entry.getName().startsWith("META-INF/resources/_static/") && !entry.isDirectory()) {
                    write(entry.getName().substring("META-INF/".length()), jar.getInputStream(entry));
                }
            }
            var more = jar.getJarEntry("META-INF/.more.tgz");
            if (more != null) {
                unpackArchive(jar.getInputStream(more));
            }
        }
    }

    private void unpackArchive(InputStream archive) throws IOException {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory()) {
                    write(entry.getName(), tar);
                }
            }
        }
    }

    /** From resources/_static/name/version/file to node_modules/name/file. */
    private void write(String entry, InputStream content) throws IOException {
        String[] parts = entry.split("/", 5);
        if (parts.length < 5) {
            return;
        }
        Path file = folder.resolve("node_modules")
                .resolve(parts[2])
                .resolve(parts[4])
                .normalize();
        if (file.startsWith(folder)) {
            Files.createDirectories(file.getParent());
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path jar(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.replace('\\', '/').contains("/org/mvnpm/" + name + "/"))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No org.mvnpm:" + name + " on the test class path"));
    }
}
