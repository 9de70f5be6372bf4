package io.meshwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.diagnostic.Outcome;
import io.meshwright.product.Definition;
import io.meshwright.product.Mesh;
import io.meshwright.product.MeshFixture;
import io.meshwright.product.MeshReader;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.sql.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractDraftTest {

    private static final Compiler COMPILER = new Compiler(new SqlAnalyzer(), "meshwright");
    private static final TableName MOVIES = new TableName("meshwright", "films", "movies");

    private final Mesh mesh = new MeshReader("meshwright")
            .read(MeshFixture.small()
                    .replace(
                            "contracts/films/movies.odcs.yaml",
                            "name: title",
                            "name: title\n    description: As on the poster.\n    classification: internal")
                    .replace(
                            "contracts/films/movies.odcs.yaml",
                            "name: movieId",
                            "name: movieId\n    classification: public")
                    .registrations())
            .mesh();

    @Test
    void inheritsWordsAndTheMostClosedClassification() {
        Outcome<AnalyzedQuery> query = analyze(
                "SELECT movieId, title, CONCAT(title, CAST(movieId AS STRING)) AS label, [1] AS list FROM films.movies",
                List.of(MOVIES));
        assertThat(ContractDraft.columns(query.get(), mesh).stream()
                        .map(column -> String.join(
                                "|",
                                column.name(),
                                column.logicalType(),
                                column.physicalType(),
                                column.description(),
                                column.classification(),
                                String.valueOf(column.required()))))
                .containsExactly(
                        "movieId|integer|INT64||public|true",
                        "title|string|STRING|As on the poster.|internal|false",
                        "label|string|STRING||internal|false",
                        "list|array|ARRAY<INT64>|||true");
    }

    @Test
    void tellsWhatToDeclare() {
        assertThat(analyze("SELECT 1 FROM films.movies", List.of()).diagnostics())
                .extracting(Object::toString)
                .containsExactly("draft.sql 1:15: films.movies is not an input of this product; "
                        + "add an input port with contractId: films.movies.");
    }

    private Outcome<AnalyzedQuery> analyze(String sql, List<TableName> inputs) {
        return COMPILER.analyze(new Definition.Query("draft.sql", sql), inputs, mesh);
    }
}
