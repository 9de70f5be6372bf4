package io.meshwright.emulator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meshwright.emulator.storage.Disposition.Write;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after {@code kill -9}, together with the job that did it. */
class KilledProcessTest {

    private static final TableSchema NUMBERS = TableSchema.of(List.of(new Column("n", "INT64")));

    @TempDir
    Path directory;

    @Test
    void acknowledgedWritesSurviveAKill() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcessTest.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        int acknowledged = -1;
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && acknowledged < 25; line = lines.readLine()) {
                acknowledged = line.startsWith("done ") ? Integer.parseInt(line.substring(5)) : acknowledged;
            }
        }
        process.destroyForcibly().waitFor();
        assertThat(acknowledged).isEqualTo(25);
        try (Storage storage = Storage.open(DuckDb.open(StorageTest.settings(directory)));
                Session session = storage.duckDb().session()) {
            List<String> jobs =
                    storage.rememberedJobs().stream().map(JobRecord::id).toList();
            for (int i = 0; i <= acknowledged; i++) {
                StoredTable table = storage.requireTable(new TableName("p", "d", "t" + i % 5));
                assertThat(session.number("SELECT count(*) FROM " + Storage.sql(table.physical())))
                        .isEqualTo(table.rows());
                assertThat(jobs).contains("job" + i);
            }
            assertThat(session.number("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'data'"))
                    .isEqualTo(5);
        }
    }

    /** The process that is killed: replaces five tables in turn, saying each time when it is done. */
    public static void main(String[] arguments) {
        Storage storage = Storage.open(DuckDb.open(StorageTest.settings(Path.of(arguments[0]))));
        new Datasets(storage).create("p", "d", JsonNodeFactory.instance.objectNode());
        Writer writer = new Writer(storage);
        Session session = storage.duckDb().session();
        for (int i = 0; ; i++) {
            String job = "job" + i;
            writer.write(
                    session,
                    new TableName("p", "d", "t" + i % 5),
                    new IncomingRows(NUMBERS, "SELECT * FROM range(" + (1000 + i) + ")"),
                    new Disposition(i % 2 == 0 ? Write.WRITE_TRUNCATE : Write.WRITE_APPEND, true),
                    JsonNodeFactory.instance.objectNode(),
                    table -> Optional.of(new JobRecord("p", job, table.modified(), "{}")));
            System.out.println("done " + i);
        }
    }
}
