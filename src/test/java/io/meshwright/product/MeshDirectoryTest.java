package io.meshwright.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshDirectoryTest {

    @TempDir
    Path root;

    @Test
    void readsOnlyWhatTheMeshIsMadeOf() throws IOException {
        MeshFixture.small().files().forEach(this::write);
        write("products/films/README.md", "not a product");
        write("products/films/dashboards/best.sql", "not a query of a product");
        assertThat(new MeshDirectory(root).read()).isEqualTo(MeshFixture.small().files());
    }

    @Test
    void seesEveryKindOfChange() throws IOException {
        MeshFixture.small().files().forEach(this::write);
        MeshDirectory directory = new MeshDirectory(root);
        Map<String, String> before = directory.marks();
        assertThat(directory.marks()).isEqualTo(before);
        Path query = root.resolve("products/films/best/best.sql");
        Files.setLastModifiedTime(query, FileTime.fromMillis(1));
        Map<String, String> written = directory.marks();
        assertThat(written).isNotEqualTo(before);
        Files.delete(query);
        assertThat(directory.marks()).isNotEqualTo(written);
    }

    @Test
    void aMeshWithoutFoldersIsEmpty() {
        assertThat(new MeshDirectory(root.resolve("nowhere")).read()).isEmpty();
    }

    private void write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
