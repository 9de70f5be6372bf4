package io.meshwright.source;

import static io.meshwright.contract.Contracts.contract;
import static io.meshwright.contract.Contracts.object;
import static io.meshwright.contract.Contracts.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.contract.DataContract;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.product.ProductName;
import io.meshwright.product.Source;
import io.meshwright.source.Ingested.Loaded;
import io.meshwright.source.Ingested.Refused;
import io.meshwright.source.Ingested.Unchanged;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.DuckDbWarehouse;
import io.meshwright.warehouse.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestionTest {

    private static final TableName TABLE = new TableName("meshwright", "films", "ratings");

    @TempDir
    Path directory;

    private final DuckDbWarehouse warehouse = new DuckDbWarehouse();
    private final Map<TableName, LoadedFiles.LoadedFile> remembered = new HashMap<>();
    private final Ingestion ingestion = new Ingestion(
            warehouse,
            new LoadedFiles() {
                @Override
                public Optional<LoadedFile> find(TableName table) {
                    return Optional.ofNullable(remembered.get(table));
                }

                @Override
                public void save(TableName table, LoadedFile file) {
                    remembered.put(table, file);
                }
            },
            path -> directory.resolve(path));

    @AfterEach
    void close() throws SQLException {
        warehouse.close();
    }

    @Test
    void matchesColumnsByNameAndLeavesOutThoseNobodyPromised() throws IOException {
        write("rating,secret,USERID\n4.5,x,1\n3,y,2\n");
        Loaded loaded = (Loaded) ingest();
        assertThat(loaded.rows()).isEqualTo(2);
        assertThat(loaded.warnings())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "ratings.csv 1:8: Column 'secret' is not in contract test and is left out. Add it to the contract to use it.");
        assertThat(warehouse
                        .query("SELECT * FROM " + TABLE.quoted() + " ORDER BY userId", Map.of())
                        .rows())
                .containsExactly(List.of(1L, 4.5), List.of(2L, 3.0));
        assertThat(warehouse.table(Ingestion.staging(source()))).isEmpty();
    }

    @Test
    void leavesAnUnchangedFileAloneEvenWhenItWasTouched() throws IOException {
        write("userId,rating\n1,4.5\n");
        ingest();
        Files.setLastModifiedTime(directory.resolve("ratings.csv"), FileTime.from(Instant.EPOCH));
        assertThat(ingest()).isEqualTo(new Unchanged(1));
        write("userId,rating\n1,4.0\n");
        assertThat(ingest()).isInstanceOf(Loaded.class);
    }

    @Test
    void loadsAgainWhenTheTableIsGone() throws IOException {
        write("userId,rating\n1,4.5\n");
        ingest();
        warehouse.deleteTable(TABLE);
        assertThat(ingest()).isInstanceOf(Loaded.class);
    }

    @Test
    void keepsTheLastGoodRowsWhenAColumnIsMissing() throws IOException {
        write("userId,rating\n1,4.5\n");
        ingest();
        write("userId,stars\n1,4.5\n");
        Refused refused = (Refused) ingest();
        assertThat(refused.diagnostics())
                .extracting(Diagnostic::toString)
                .contains(
                        "ratings.csv 1:1: Column 'rating', promised by contract test, is missing. The file has userId, stars.");
        assertThat(warehouse.table(TABLE).orElseThrow().rows()).isEqualTo(1);
    }

    @Test
    void keepsTheLastGoodRowsWhenTheInspectionObjects() throws IOException {
        write("userId,rating\n1,4.5\n");
        ingest();
        write("userId,rating\n1,4.5\n2,9\n");
        Ingested refused = ingestion.ingest(source(), "job2", staging -> {
            assertThat(warehouse.table(staging).orElseThrow().rows()).isEqualTo(2);
            return List.of(Diagnostic.error("contract-broken", SourceLocation.of("ratings.csv"), "9 is no rating."));
        });
        assertThat(refused).isInstanceOf(Refused.class);
        assertThat(warehouse.table(TABLE).orElseThrow().rows()).isEqualTo(1);
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThat(((Refused) ingest()).diagnostics().get(0).message()).contains("There is no file");
    }

    @Test
    void findsTheLineOfAValueWithTheWrongType() throws IOException {
        Path file = write("userId,rating\n1,4.5\nx,1\n");
        String said = "Error while reading data, error message: Could not parse 'x' as INT64 for field userId"
                + " (position 0) starting at location 20 with message 'Unable to parse'";
        Diagnostic diagnostic =
                LoadError.diagnostic(new JobFailure("invalid", said, "job", null), file, "ratings.csv", "test");
        assertThat(diagnostic.location()).isEqualTo(new SourceLocation("ratings.csv", 3, 1));
    }

    @Test
    void namesTheColumnAndTheTypeOfAValueThatDoesNotFit() throws IOException {
        Path file = write("userId,rating\n1,4.5\n2,much\n");
        String said = "Error while reading data, error message: Could not parse 'much' as FLOAT64 for field rating;"
                + " line_number: 3";
        Diagnostic diagnostic =
                LoadError.diagnostic(new JobFailure("invalid", said, "job", null), file, "ratings.csv", "test");
        assertThat(diagnostic)
                .hasToString(
                        "ratings.csv 3:3: 'much' is no FLOAT64, which contract test promises of the column rating.");
    }

    private Ingested ingest() {
        return ingestion.ingest(source(), "job", staging -> List.of());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("ratings.csv"), text);
    }

    private static Source source() {
        DataContract contract = contract(object(
                "ratings",
                List.of(),
                property("userId", "INT64").build(),
                property("rating", "").logical("number").build()));
        return new Source(
                new ProductName("films", "ratings"),
                "Ratings",
                "",
                Source.Format.CSV,
                "ratings.csv",
                TABLE,
                contract,
                SourceLocation.of("products/films/domain.yaml"));
    }
}
