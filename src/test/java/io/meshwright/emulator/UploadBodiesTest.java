package io.meshwright.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwright.emulator.error.ApiError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of uploads as no honest client sends them. */
class UploadBodiesTest {

    @TempDir
    Path directory;

    private UploadSpace space;
    private Path file;

    @BeforeEach
    void begin() throws IOException {
        space = new UploadSpace(directory, 1_000_000);
        file = space.file();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private long put(String range, String body) throws IOException {
        return ContentRange.parse(range).append(file, bytes(body), space);
    }

    @Test
    void aChunkLongerThanToldLeavesWhatCameBefore() throws IOException {
        put("bytes 0-3/*", "abcd");

        assertThatThrownBy(() -> put("bytes 4-5/6", "efg"))
                .isInstanceOf(ApiError.class)
                .hasMessage("The chunk is longer than its Content-Range says");
        assertThat(put("bytes */*", "zz")).isEqualTo(4);
        assertThat(Files.readString(file)).isEqualTo("abcd");
    }

    @Test
    void aChunkSentAgainReplacesWhatFollowed() throws IOException {
        put("bytes 0-7/*", "abcdefgh");

        assertThat(put("bytes 2-3/4", "xy")).isEqualTo(4);
        assertThat(Files.readString(file)).isEqualTo("abxy");
    }

    @Test
    void rangesThatCannotBeAreRefused() {
        for (String range : new String[] {"bytes 5-3/8", "bytes 0-3/2", "bytes 0-/8", "bytes -1-5/8", "bytes 0-3/-5"}) {
            assertThatThrownBy(() -> ContentRange.parse(range)).hasMessage("Invalid Content-Range: " + range);
        }
    }

    @Test
    void headersAndTheJobOfTwoPartsAreBounded() {
        String boundary = "b".repeat(200);
        String almost = "\n--" + boundary.substring(1) + "c";
        assertThatThrownBy(() -> read(boundary, "--" + boundary + "\n" + "h".repeat(70_000)))
                .hasMessageContaining("headers of a part");
        assertThatThrownBy(() -> read(boundary, "--" + boundary + "\n\n" + almost.repeat(110_000)))
                .hasMessageContaining("The job of an upload is larger");
        assertThatThrownBy(() -> read("b".repeat(201), "")).hasMessageContaining("boundary");
    }

    private byte[] read(String boundary, String body) throws IOException {
        return new MultipartBody(bytes(body), "multipart/related; boundary=" + boundary).read(file, space);
    }

    @Test
    void uploadsTakeNoMoreThanTheirSpace() throws IOException {
        put(null, "x".repeat(1_000_001));

        assertThatThrownBy(space::file).hasMessageContaining("Uploads that wait");
        assertThatThrownBy(() -> put(null, "x".repeat(17_000_000))).hasMessageContaining("Uploads that wait");
    }
}
