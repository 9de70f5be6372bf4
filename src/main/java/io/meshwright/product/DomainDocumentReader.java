package io.meshwright.product;

import io.meshwright.diagnostic.Outcome;
import io.meshwright.document.Fields;
import io.meshwright.document.Findings;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.Shape;
import io.meshwright.document.YamlReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code domain.yaml}: the domain, its teams and its sources. */
final class DomainDocumentReader {

    private static final Map<String, Source.Format> FORMATS = Map.of(
            "csv", Source.Format.CSV,
            "json", Source.Format.NEWLINE_DELIMITED_JSON,
            "parquet", Source.Format.PARQUET);

    private static final Shape KEBAB =
            Shape.matching("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "lower case words with dashes, such as user-actions");

    private static final Shape TEAM = Fields.of("a team")
            .with("name", KEBAB)
            .with(List.of("title", "purpose", "contact"), Shape.text())
            .with("members", Shape.listOf(Shape.text()))
            .requiring("name", "title");

    private static final Shape SOURCE = Fields.of("a source")
            .with("name", KEBAB)
            .with(List.of("title", "description", "path", "contractId"), Shape.text())
            .with("format", Shape.oneOf(List.of("csv", "json", "parquet")))
            .requiring("name", "title", "format", "path", "contractId");

    private static final Shape DOMAIN = Fields.of("a domain")
            .with("name", KEBAB)
            .with(List.of("title", "purpose"), Shape.text())
            .with("teams", Shape.listOf(TEAM))
            .with("sources", Shape.listOf(SOURCE))
            .requiring("title", "purpose", "teams");

    private final String name;
    private final Findings findings = new Findings();

    private DomainDocumentReader(String name) {
        this.name = name;
    }

    /**
     * The domain, or every mistake in its document.
     *
     * @param name the folder's name
     */
    static Outcome<DomainDocument> read(String name, String file, String yaml) {
        Outcome<Mapping> document = YamlReader.read(file, yaml);
        return document.isOk()
                ? new DomainDocumentReader(name).read(document.get())
                : Outcome.failed(document.diagnostics());
    }

    private Outcome<DomainDocument> read(Mapping root) {
        DOMAIN.check(root, "The document", findings);
        if (findings.hasErrors()) {
            return Outcome.failed(findings.diagnostics());
        }
        reportWrongNames(root);
        if (findings.hasErrors()) {
            return Outcome.failed(findings.diagnostics());
        }
        List<Team> teams = root.mappings("teams").stream()
                .map(team -> new Team(
                        team.text("name"),
                        team.text("title"),
                        team.text("purpose"),
                        team.text("contact"),
                        team.texts("members")))
                .toList();
        List<DomainDocument.Declaration> sources =
                root.mappings("sources").stream().map(this::source).toList();
        return Outcome.of(
                new DomainDocument(new Domain(name, root.text("title"), root.text("purpose"), teams), sources),
                findings.diagnostics());
    }

    private DomainDocument.Declaration source(Mapping source) {
        return new DomainDocument.Declaration(
                new ProductName(name, source.text("name")),
                source.text("title"),
                source.text("description"),
                FORMATS.get(source.text("format")),
                source.text("path"),
                source.text("contractId"),
                source.location(),
                source.locationOf("contractId"));
    }

    private void reportWrongNames(Mapping root) {
        if (root.has("name") && !root.text("name").equals(name)) {
            findings.error(
                    "wrong-name",
                    root.locationOf("name"),
                    "'name' is '" + root.text("name") + "', and the domain's folder is '" + name
                            + "'; they must be the same.");
        }
        if (root.items("teams").isEmpty()) {
            findings.error("too-few", root.locationOf("teams"), "A domain has at least one team.");
        }
        reportRepeated(root.mappings("teams"), "teams");
        reportRepeated(root.mappings("sources"), "sources");
        for (Mapping source : root.mappings("sources")) {
            reportOutside(source);
        }
    }

    private void reportOutside(Mapping source) {
        String path = source.text("path");
        boolean outside = path.startsWith("/")
                || path.contains("\\")
                || List.of(path.split("/")).contains("..");
        if (outside) {
            findings.error(
                    "unknown-value",
                    source.locationOf("path"),
                    "'path' is a file under the data directory, such as movielens/ratings.csv, not '" + path + "'.");
        }
    }

    private void reportRepeated(List<Mapping> named, String list) {
        Set<String> seen = new HashSet<>();
        for (Mapping one : named) {
            if (!seen.add(one.text("name"))) {
                findings.error(
                        "duplicate-name",
                        one.locationOf("name"),
                        "'" + one.text("name") + "' is listed twice under '" + list + "'; rename or remove one.");
            }
        }
    }
}
