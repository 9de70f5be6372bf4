package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The columns of rows that come without a schema. */
class DetectedSchemaTest {

    @TempDir
    Path directory;

    @Test
    void takesUuidsForTextsAndQuotedNumbersForNumbers() throws IOException {
        Path rows = Files.writeString(
                directory.resolve("rows.json"),
                "{\"id\": \"4f2d6a1e-93b0-4c1b-8f61-0f5a7c1de902\", \"seen\": \"2024-05-01 10:00:00 UTC\", \"n\": \"1\","
                        + " \"version\": \"15.2\", \"code\": \"7b\"}\n");
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        ObjectNode load = configuration.putObject("load").put("autodetect", true);
        load.put("sourceFormat", "NEWLINE_DELIMITED_JSON");
        load.putObject("destinationTable").put("datasetId", "d").put("tableId", "visits");
        try (LocalJobs jobs = new LocalJobs(directory)) {
            jobs.ask("CREATE SCHEMA d");
            assertThat(jobs.job(configuration, Optional.of(rows)).error()).isEmpty();
            assertThat(jobs.ask("SELECT UPPER(id), EXTRACT(HOUR FROM seen), n + 1, version * 2, code FROM d.visits"))
                    .isEqualTo("4F2D6A1E-93B0-4C1B-8F61-0F5A7C1DE902,10,2,30.4,7b");
        }
    }
}
