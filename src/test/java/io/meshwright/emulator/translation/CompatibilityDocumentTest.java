package io.meshwright.emulator.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Writes the document with {@code -Dmeshwright.write.documents=true}. */
class CompatibilityDocumentTest {

    private static final Path DOCUMENT = Path.of("docs", "bigquery-compatibility.md");

    @Test
    void saysWhatTheCodeDoes() throws Exception {
        String written = CompatibilityDocument.write();
        if (Boolean.getBoolean("meshwright.write.documents")) {
            Files.writeString(DOCUMENT, written);
        }
        assertThat(DOCUMENT).hasContent(written);
    }
}
