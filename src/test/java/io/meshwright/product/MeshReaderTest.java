package io.meshwright.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshwright.document.Mutations;
import io.meshwright.document.YamlReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeshReaderTest {

    private static final String BEST = "products/films/best/product.odps.yaml";

    @Test
    void readsAProductOfANewerStandard() {
        MeshFixture newer = MeshFixture.small()
                .replace(BEST, "apiVersion: v1.0.0", "apiVersion: v1.1.0")
                .replace(
                        BEST,
                        "customProperties:\n- property: alignment\n  value: consumer-aligned\n",
                        "type: consumerAligned\nlanguage: en\n");
        assertThat(problems(newer)).isEmpty();
    }

    @Test
    void tellsWhatAProductLacks() {
        MeshFixture lacking = MeshFixture.small()
                .replace(BEST, "value: consumer-aligned", "value: consumer")
                .replace(BEST, "  purpose: To test.", "  usage: any")
                .replace(BEST, "status: active", "status: activ")
                .replace(BEST, "name: best\nversion", "name: bst\nversion")
                .replace(BEST, "customProperties:\n", "customProperties:\n- property: schedule\n  value: 61 * * * *\n");
        assertThat(problems(lacking))
                .containsExactly(
                        BEST + " 1:1: 'purpose' is missing; say under 'description' what the product is for.",
                        BEST + " 4:7: 'name' is 'bst', and the product's folder is 'best'; they must be the same.",
                        BEST + " 6:9: 'status' cannot be 'activ'; did you mean 'active'?",
                        BEST + " 12:10: 'schedule' cannot be '61 * * * *'; write minute, hour, day of month, month and "
                                + "day of week, such as 30 4 * * 1-5.",
                        BEST + " 14:10: 'alignment' cannot be 'consumer'; it is producer-aligned or consumer-aligned.");
    }

    @Test
    void tellsWhichPartsDoNotFit() {
        MeshFixture unfit = MeshFixture.small()
                .replace(BEST, "name: crew", "name: crow")
                .replace(BEST, "contractId: films.movies", "contractId: films.movis")
                .replace("contracts/films/averages.odcs.yaml", "version: 1.0.0", "version: 2.0.0");
        assertThat(problems(unfit))
                .containsExactly(
                        BEST + " 14:9: The domain 'films' has no team 'crow'; did you mean 'crew'?",
                        BEST + " 22:15: The product was written for version 1.0.0 of 'films.averages', which is now "
                                + "2.0.0; check it and write the new version.",
                        BEST + " 25:15: No source and no product offers the contract 'films.movis'; did you mean "
                                + "'films.movies'?");
    }

    @Test
    void tellsWhichFileIsMissing() {
        assertThat(problems(MeshFixture.small().remove("products/films/best/best.sql")))
                .containsExactly(BEST + " 16:9: There is no products/films/best/best.sql, the query of the output port "
                        + "'best'; add the file.");
        assertThat(problems(MeshFixture.small().remove("contracts/films/best.odcs.yaml")))
                .containsExactly(
                        BEST + " 18:15: There is no contract with the id 'films.best'; add it under contracts/.");
    }

    @Test
    void refusesTwoTablesOfOneName() {
        MeshFixture twice = MeshFixture.small()
                .replace(BEST, "- name: best\n  version", "- name: ratings\n  version")
                .put("products/films/best/ratings.sql", "SELECT 1");
        assertThat(problems(twice))
                .contains(BEST + " 16:3: The table meshwright.films.ratings belongs to films/ratings already; "
                        + "choose another name.");
    }

    @Test
    void refusesTwoProductsOfOneId() {
        assertThat(problems(MeshFixture.small().replace(BEST, "id: films.best\nname", "id: films.averages\nname")))
                .containsExactly(BEST + " 1:1: The id 'films.averages' belongs to films/averages already; give this "
                        + "product an id of its own.");
    }

    @Test
    void aPortIsOfferedUntilTheLastDayOfItsContract() {
        String averages = "products/films/averages/product.odps.yaml";
        MeshFixture mesh = MeshFixture.small()
                .contract("films", "averages-v2", "movieId INT64 required", "average FLOAT64")
                .put("products/films/averages/averages-v2.sql", "SELECT movieId, rating AS average FROM films.ratings")
                .replace(
                        averages,
                        "inputPorts:",
                        "- name: averages-v2\n  version: 2.0.0\n  contractId: films.averages-v2\ninputPorts:")
                .replace("contracts/films/averages.odcs.yaml", "status: active", "status: deprecated")
                .replace(
                        "contracts/films/averages.odcs.yaml",
                        "schema:",
                        "slaProperties:\n- property: endOfLife\n  value: '2026-12-31'\nschema:");

        assertThat(ports(mesh, "2026-12-31")).containsExactly("averages", "averages-v2");
        assertThat(ports(mesh, "2027-01-01")).containsExactly("averages-v2");
        assertThat(read(mesh, "2027-01-01").diagnostics().get("films/best"))
                .extracting(Object::toString)
                .containsExactly(BEST + " 22:15: 'films.averages' was served until 2026-12-31; read what follows it at"
                        + " films/averages.");
    }

    private static Reading read(MeshFixture mesh, String today) {
        return new MeshReader("meshwright", () -> LocalDate.parse(today)).read(mesh.registrations());
    }

    private static List<String> ports(MeshFixture mesh, String today) {
        return read(mesh, today).mesh().product(ProductName.parse("films/averages")).orElseThrow().outputs().stream()
                .map(OutputPort::name)
                .toList();
    }

    @Test
    void noBrokenCopyOfADocumentBreaksTheReader() {
        MeshFixture small = MeshFixture.small();
        MeshReader reader = new MeshReader("meshwright");
        for (String path : List.of(BEST, "products/films/domain.yaml", "contracts/films/best.odcs.yaml")) {
            new Mutations(plain(small.files().get(path))).forEach((change, copy) -> {
                MeshFixture broken = MeshFixture.small().put(path, json(copy));
                assertThatCode(() -> reader.read(broken.registrations()))
                        .as("%s of %s", change, path)
                        .doesNotThrowAnyException();
            });
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> plain(String yaml) {
        return (Map<String, Object>) YamlReader.read("document", yaml).get().plain();
    }

    private static String json(Object plain) {
        try {
            return new ObjectMapper().writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> problems(MeshFixture mesh) {
        return new MeshReader("meshwright")
                .read(mesh.registrations()).diagnostics().entrySet().stream()
                        .filter(entry -> entry.getKey().equals("films/best"))
                        .flatMap(entry -> entry.getValue().stream())
                        .map(Object::toString)
                        .toList();
    }
}
