package io.meshwright.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.contract.ContractDiff;
import io.meshwright.contract.ContractReader;
import io.meshwright.contract.DataContract;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.product.Alignment;
import io.meshwright.product.Definition;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.sql.TableName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextVersionTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final SourceLocation NOWHERE = SourceLocation.of("test");
    private static final String RATED =
            "- {name: movieId, physicalType: INT64}\n  - {name: rating, physicalType: FLOAT64}";
    private static final String SCORED =
            "- {name: movieId, physicalType: INT64}\n  - {name: score, physicalType: FLOAT64}";

    @Test
    void whatBreaksReadersGetsAPortOfItsOwnAndTheOldOneStays() {
        NextVersion next = after(contract("films.best", "best", "1.2.0", RATED), SCORED, true);

        assertThat(next.version()).isEqualTo("1.3.0");
        assertThat(next.port()).isEqualTo("best-v2");
        assertThat(next.contractId()).isEqualTo("films.best.v2");
        assertThat(next.portVersion()).isEqualTo("2.0.0");
        assertThat(next.kept()).singleElement().satisfies(kept -> {
            assertThat(kept.port().name()).isEqualTo("best");
            assertThat(kept.ends()).isEqualTo("2027-02-19");
        });
    }

    @Test
    void replacedAtOnceItIsTheNextMajorOfTheSamePort() {
        NextVersion next = after(contract("films.best", "best", "1.2.0", RATED), SCORED, false);

        assertThat(next.version()).isEqualTo("2.0.0");
        assertThat(next.port()).isEqualTo("best");
        assertThat(next.kept()).isEmpty();
    }

    @Test
    void columnsMoreAreMinorAndWordsArePatch() {
        DataContract before = contract("films.best", "best", "1.2.0", RATED);

        assertThat(after(before, RATED + "\n  - {name: tags, physicalType: STRING}", true)
                        .version())
                .isEqualTo("1.3.0");
        assertThat(after(before, RATED.replace("FLOAT64}", "FLOAT64, description: Stars}"), true)
                        .version())
                .isEqualTo("1.2.1");
    }

    @Test
    void theKeptContractSaysThatItEndsAndWhatFollowsIt() {
        NextVersion next = after(contract("films.best", "best", "1.2.0", RATED), SCORED, true);

        DataContract deprecated = ContractReader.read(
                        "best.odcs.yaml", ContractText.deprecated(next.kept().get(0)))
                .get();

        assertThat(deprecated.isDeprecated()).isTrue();
        assertThat(deprecated.endOfLife()).contains(LocalDate.parse("2027-02-19"));
        assertThat(deprecated.document()).contains("Read films.best.v2 instead.");
        assertThat(ContractDiff.between(contract("films.best", "best", "1.2.0", RATED), deprecated)
                        .changes())
                .extracting(change -> change.code())
                .containsExactly("service-level-added", "status-changed");
    }

    @Test
    void aKeptPortIsCarriedOnUntilItsDayHasPassed() {
        DataContract old = ContractReader.read(
                        "best.odcs.yaml",
                        ContractText.deprecated(after(contract("films.best", "best", "1.2.0", RATED), SCORED, true)
                                .kept()
                                .get(0)))
                .get();
        ProductVersion served = product(
                "1.3.0", port("best", old), port("best-v2", contract("films.best.v2", "best-v2", "2.0.0", SCORED)));

        assertThat(NextVersion.like(served, TODAY).port()).isEqualTo("best-v2");
        assertThat(NextVersion.like(served, LocalDate.parse("2027-02-19")).kept())
                .hasSize(1);
        assertThat(NextVersion.like(served, LocalDate.parse("2027-02-20")).kept())
                .isEmpty();
    }

    private static NextVersion after(DataContract before, String columns, boolean keepsBoth) {
        ProductVersion served = product(before.version(), port("best", before));
        ContractDiff diff = ContractDiff.between(before, contract(before.id(), "best", before.version(), columns));
        return NextVersion.like(served, TODAY).after(served, diff, keepsBoth, TODAY);
    }

    private static DataContract contract(String id, String table, String version, String columns) {
        String yaml = "apiVersion: v3.1.0\nkind: DataContract\nid: " + id + "\nversion: " + version
                + "\nstatus: active\nschema:\n- name: " + table + "\n  properties:\n  " + columns + "\n";
        return ContractReader.read(table + ".odcs.yaml", yaml).get();
    }

    private static OutputPort port(String name, DataContract contract) {
        return new OutputPort(
                name,
                contract.version(),
                "",
                new TableName("meshwright", "films", name.replace('-', '_')),
                contract,
                contract.schema().get(0),
                new Definition.Query("products/films/best/" + name + ".sql", "SELECT 1"),
                NOWHERE);
    }

    private static ProductVersion product(String version, OutputPort... ports) {
        return new ProductVersion(
                new ProductName("films", "best"),
                "films.best",
                version,
                "active",
                "Best films",
                "Which films people like.",
                "",
                "",
                Alignment.CONSUMER,
                "critics",
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(ports),
                ProductVersion.Origin.FORM,
                NOWHERE,
                "");
    }
}
