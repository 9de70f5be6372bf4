package io.meshwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.plan.MeshCompiler.Compilation;
import io.meshwright.product.MeshFixture;
import io.meshwright.product.MeshReader;
import io.meshwright.product.ProductName;
import io.meshwright.product.Registration;
import io.meshwright.sql.SqlAnalyzer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeshCompilerTest {

    private static final MeshCompiler COMPILER =
            new MeshCompiler(new Compiler(new SqlAnalyzer(), "meshwright"), new MeshReader("meshwright"));
    private static final ProductName AVERAGES = ProductName.parse("films/averages");
    private static final ProductName BEST = ProductName.parse("films/best");

    @Test
    void compilesEveryProductAfterThoseItReads() {
        Compilation compilation = compile(MeshFixture.small(), Map.of());
        assertThat(compilation.mesh().mesh().diagnostics()).isEmpty();
        assertThat(compilation.mesh().products().stream()
                        .map(product -> product.product().name()))
                .containsExactly(AVERAGES, BEST);
        assertThat(compilation.accepted().stream().map(Registration::name))
                .containsExactlyInAnyOrder("films", "films/averages", "films/best");
    }

    @Test
    void acceptsOnlyWhatChanged() {
        Map<String, Registration> good = good(MeshFixture.small());
        assertThat(compile(MeshFixture.small(), good).accepted()).isEmpty();
        MeshFixture changed = MeshFixture.small().replace("products/films/best/best.sql", "> 4", "> 4.5");
        assertThat(compile(changed, good).accepted().stream().map(Registration::name))
                .containsExactly("films/best");
    }

    @Test
    void keepsTheLastGoodVersionWhenAQueryBreaks() {
        MeshFixture broken = MeshFixture.small().replace("products/films/averages/averages.sql", "rating)", "ratng)");
        Compilation compilation = compile(broken, good(MeshFixture.small()));
        assertThat(lines(compilation))
                .containsExactly("films/averages: products/films/averages/averages.sql 1:21: "
                        + "there is no column or alias 'ratng' here; did you mean rating?");
        assertThat(compilation.mesh().product(AVERAGES)).isPresent();
        assertThat(compilation.mesh().product(BEST)).isPresent();
        assertThat(compilation.accepted()).isEmpty();
    }

    @Test
    void keepsTheLastGoodVersionWhenAContractBreaks() {
        MeshFixture broken = MeshFixture.small()
                .replace("contracts/films/averages.odcs.yaml", "physicalType: FLOAT64", "physicalTyp: FLOAT64");
        Compilation compilation = compile(broken, good(MeshFixture.small()));
        assertThat(lines(compilation))
                .containsExactly("films/averages: contracts/films/averages.odcs.yaml 13:5: "
                        + "'physicalTyp' is not a field of a column; did you mean 'physicalType'?");
        assertThat(compilation.mesh().products()).hasSize(2);
    }

    @Test
    void keepsTheLastGoodVersionOfADomain() {
        MeshFixture broken = MeshFixture.small().replace("products/films/domain.yaml", "format: csv", "format: cvs");
        Compilation compilation = compile(broken, good(MeshFixture.small()));
        assertThat(lines(compilation))
                .containsExactly(
                        "films: products/films/domain.yaml 9:11: 'format' cannot be 'cvs'; did you mean 'csv'?",
                        "films: products/films/domain.yaml 14:11: 'format' cannot be 'cvs'; did you mean 'csv'?");
        assertThat(compilation.mesh().mesh().sources()).hasSize(2);
        assertThat(compilation.mesh().products()).hasSize(2);
    }

    @Test
    void leavesOutWhatWasNeverGoodAndTellsItsReaders() {
        MeshFixture broken = MeshFixture.small().replace("products/films/averages/averages.sql", "rating)", "ratng)");
        Compilation compilation = compile(broken, Map.of());
        assertThat(compilation.mesh().mesh().products()).isEmpty();
        assertThat(lines(compilation))
                .contains("films/best: products/films/best/product.odps.yaml 22:15: "
                        + "No source and no product offers the contract 'films.averages'; "
                        + "its owner may have mistakes to mend first.");
    }

    @Test
    void keepsAProductThatItsUpstreamBreaksButDoesNotCompileIt() {
        MeshFixture changed = MeshFixture.small()
                .replace("contracts/films/averages.odcs.yaml", "name: average\n", "name: mean\n")
                .replace("products/films/averages/averages.sql", "AS average", "AS mean");
        Compilation compilation = compile(changed, good(MeshFixture.small()));
        assertThat(compilation.mesh().mesh().product(BEST)).isPresent();
        assertThat(compilation.mesh().product(BEST)).isEmpty();
        assertThat(compilation.mesh().product(AVERAGES)).isPresent();
        assertThat(compilation.mesh().diagnosticsOf(BEST).get(0).message()).contains("average");
    }

    @Test
    void blamesOnlyTheCulpritWhenAReaderChangedToo() {
        MeshFixture changed = MeshFixture.small()
                .replace("contracts/films/averages.odcs.yaml", "name: average\n", "name: mean\n")
                .replace("products/films/best/best.sql", "> 4", "> 4.5");
        Compilation compilation = compile(changed, good(MeshFixture.small()));
        assertThat(compilation.mesh().diagnostics()).containsOnlyKeys("films/averages");
        assertThat(compilation.accepted().stream().map(Registration::name)).containsExactly("films/best");
    }

    @Test
    void refusesTablesThatAreNoInputs() {
        MeshFixture undeclared = MeshFixture.small()
                .replace(
                        "products/films/best/product.odps.yaml",
                        "- name: movies\n  version: 1.0.0\n  contractId: films.movies\n",
                        "");
        assertThat(lines(compile(undeclared, Map.of())))
                .containsExactly("films/best: products/films/best/best.sql 3:6: films.movies is not an input of this "
                        + "product; add an input port with contractId: films.movies.");
    }

    @Test
    void comparesTheQueryWithTheContract() {
        MeshFixture differing = MeshFixture.small()
                .put(
                        "products/films/averages/averages.sql",
                        """
                        -- AS averge in a comment does not count
                        SELECT CAST(movieId AS STRING) AS movieId, AVG(rating) AS averge, MAX(rating) AS highest, 1 AS ratings
                        FROM films.ratings
                        GROUP BY movieId
                        """);
        assertThat(lines(compile(differing, Map.of())).stream().filter(line -> line.startsWith("films/averages")))
                .containsExactly(
                        "films/averages: products/films/averages/averages.sql 2:35: 'movieId' is STRING here and INT64 "
                                + "in the contract (contracts/films/averages.odcs.yaml 9:5); CAST it, or change the contract.",
                        "films/averages: contracts/films/averages.odcs.yaml 12:5: The query does not return 'average', "
                                + "which the contract promises; did you mean 'averge'?",
                        "films/averages: products/films/averages/averages.sql 2:59: 'averge' is not in the contract; "
                                + "did you mean 'average'?",
                        "films/averages: products/films/averages/averages.sql 2:82: 'highest' is not in the contract; "
                                + "take it from the SELECT or add it to the contract.");
    }

    @Test
    void warnsWhereARequiredColumnComesFromOneThatMayBeEmpty() {
        MeshFixture nullable = MeshFixture.small()
                .replace(
                        "contracts/films/best.odcs.yaml",
                        "physicalType: STRING",
                        "physicalType: STRING\n    required: true");
        assertThat(lines(compile(nullable, Map.of())))
                .containsExactly(
                        "films/best: products/films/best/best.sql 1:10: 'title' is required by the contract and "
                                + "comes from films.movies.title, which may be NULL; filter the NULLs out or replace them with COALESCE.");
    }

    @Test
    void refusesCircles() {
        MeshFixture circle = MeshFixture.small()
                .replace(
                        "products/films/averages/product.odps.yaml",
                        "- name: ratings\n",
                        "- name: best\n  version: 1.0.0\n  contractId: films.best\n- name: ratings\n");
        Compilation compilation = compile(circle, good(MeshFixture.small()));
        assertThat(lines(compilation))
                .anyMatch(line -> line.contains("films/averages reads films/best, which in turn reads films/averages"));
        assertThat(compilation.mesh().products()).hasSize(2);
    }

    @Test
    void plansIngestBuildCheckPublish() {
        CompiledMesh mesh = compile(MeshFixture.small(), Map.of()).mesh();
        Plan plan = Planner.plan(mesh.product(AVERAGES).orElseThrow(), mesh.mesh());
        assertThat(plan.steps().stream().map(step -> step.getClass().getSimpleName()))
                .containsExactly("Ingest", "Build", "Check", "Publish");
        assertThat(Planner.staging(mesh.mesh()
                        .product(AVERAGES)
                        .orElseThrow()
                        .outputs()
                        .get(0)
                        .table()))
                .hasToString("meshwright.meshwright_staging.films__averages");
    }

    @Test
    void tellsOfFilesThatBelongToNothing() {
        MeshFixture mesh = MeshFixture.small()
                .put("products/films/orphan/orphan.sql", "SELECT 1")
                .contract("films", "nobody", "id INT64");
        assertThat(mesh.strays())
                .containsExactly(
                        "missing-document products/films/orphan/product.odps.yaml: The folder products/films/orphan has "
                                + "a query but no product.odps.yaml; add it.",
                        "unused-contract contracts/films/nobody.odcs.yaml: No source and no output port names this "
                                + "contract by its id.");
    }

    private static Compilation compile(MeshFixture mesh, Map<String, Registration> lastGood) {
        return COMPILER.compile(mesh.registrations(), lastGood);
    }

    private static Map<String, Registration> good(MeshFixture mesh) {
        Map<String, Registration> good = new HashMap<>();
        compile(mesh, Map.of()).accepted().forEach(registration -> good.put(registration.name(), registration));
        return good;
    }

    private static List<String> lines(Compilation compilation) {
        List<String> lines = new ArrayList<>();
        compilation
                .mesh()
                .diagnostics()
                .forEach((name, diagnostics) -> diagnostics.forEach(diagnostic -> lines.add(name + ": " + diagnostic)));
        return lines;
    }
}
