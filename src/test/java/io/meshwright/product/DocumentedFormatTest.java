package io.meshwright.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/products.md are what it says they are. */
class DocumentedFormatTest {

    private static final Pattern FILE =
            Pattern.compile("`([a-z./-]+)`\\n\\n```(?:yaml|sql)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern DOMAIN = Pattern.compile("## domain\\.yaml\\n\\n```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theDocumentedExampleIsAMesh() throws IOException {
        String page = Files.readString(Path.of("docs", "products.md"));
        Map<String, String> files = new TreeMap<>();
        Matcher file = FILE.matcher(page);
        while (file.find()) {
            files.put(file.group(1), file.group(2));
        }
        Matcher domain = DOMAIN.matcher(page);
        assertThat(domain.find()).isTrue();
        files.put("products/movies-interactions/domain.yaml", domain.group(1));
        files.put(
                "contracts/movies-interactions/ratings.odcs.yaml",
                MeshFixture.small()
                        .files()
                        .get("contracts/films/ratings.odcs.yaml")
                        .replace("id: films.ratings", "id: movies-interactions.ratings.operational"));

        Reading reading =
                new MeshReader("meshwright").read(MeshFiles.sort(files).registrations());

        assertThat(reading.diagnostics().values().stream().flatMap(List::stream))
                .isEmpty();
        ProductVersion product = reading.mesh().products().get(0);
        assertThat(product.name()).hasToString("movies-interactions/user-movie-ratings");
        assertThat(product.title()).isEqualTo("User movie ratings");
        assertThat(product.alignment()).isEqualTo(Alignment.PRODUCER);
        assertThat(product.schedule().orElseThrow().zone()).hasToString("Europe/Amsterdam");
        assertThat(product.outputs().get(0).table()).hasToString("meshwright.movies_interactions.user_movie_ratings");
        assertThat(product.inputs().get(0).kind()).isEqualTo(InputPort.Kind.SOURCE);
    }
}
