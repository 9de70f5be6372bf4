package io.meshwright.dashboard;

import io.meshwright.dashboard.Tile.Kind;
import io.meshwright.dashboard.Tile.Shown;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.document.Findings;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.Node.Scalar;
import io.meshwright.document.YamlReader;
import io.meshwright.product.ProductName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads dashboards: their files' form is described in {@code docs/dashboards.md}. */
public final class DashboardReader {

    private static final int USUAL_SPAN = 6;

    private final String[] lines;

    private DashboardReader(String yaml) {
        this.lines = yaml.split("\\R", -1);
    }

    /**
     * The dashboard, or every mistake in it.
     *
     * @param name from the file's place
     * @param file how diagnostics call the document
     */
    public static Outcome<Dashboard> read(ProductName name, String file, String yaml) {
        Outcome<Mapping> document = YamlReader.read(file, yaml);
        if (!document.isOk()) {
            return Outcome.failed(document.diagnostics());
        }
        Findings findings = new Findings();
        DashboardShape.document().check(document.get(), "The document", findings);
        if (findings.hasErrors()) {
            return Outcome.failed(findings.diagnostics());
        }
        return Outcome.of(new DashboardReader(yaml).dashboard(name, document.get()), findings.diagnostics());
    }

    private Dashboard dashboard(ProductName name, Mapping root) {
        return new Dashboard(
                name,
                root.text("title"),
                root.text("purpose"),
                root.text("audience"),
                root.text("owner"),
                root.mappings("tiles").stream().map(this::tile).toList(),
                root.location());
    }

    private Tile tile(Mapping tile) {
        return new Tile(
                tile.text("id"),
                tile.text("title"),
                new FindingText(tile.text("finding")),
                Kind.valueOf(tile.text("kind").toUpperCase(Locale.ROOT)),
                number(tile, "span", USUAL_SPAN),
                tile.text("sql"),
                tile.text("x"),
                words(tile, "y"),
                tile.text("series"),
                tile.items("columns").stream().map(DashboardReader::shown).toList(),
                ValueFormat.of(tile.text("format")),
                number(tile, "highlight", 1),
                tile.text("empty"),
                tile.location(),
                start(tile));
    }

    private static Shown shown(Node node) {
        if (node instanceof Mapping column) {
            return new Shown(
                    column.text("column"),
                    column.text("title"),
                    ValueFormat.of(column.text("format")),
                    column.text("compare"),
                    new FindingText(column.text("note")));
        }
        return Shown.of(((Scalar) node).text());
    }

    private static int number(Mapping tile, String field, int usual) {
        return tile.has(field) ? Integer.parseInt(tile.text(field)) : usual;
    }

    /** One word, or a list of them. */
    static List<String> words(Mapping tile, String field) {
        Optional<Node> value = tile.value(field);
        return value.isPresent() && value.get() instanceof Scalar scalar ? List.of(scalar.text()) : tile.texts(field);
    }

    /** Where the query begins: under the {@code |} of a block, indented as its first line. */
    private SourceLocation start(Mapping tile) {
        SourceLocation field = tile.locationOf("sql");
        String line = lines[field.line() - 1];
        char first = line.charAt(field.column() - 1);
        if ((first == '|' || first == '>') && field.line() < lines.length) {
            String code = lines[field.line()];
            return new SourceLocation(
                    field.file(),
                    field.line() + 1,
                    code.length() - code.stripLeading().length() + 1);
        }
        return field;
    }
}
