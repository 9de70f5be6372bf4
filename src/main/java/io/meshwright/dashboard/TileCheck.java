package io.meshwright.dashboard;

import io.meshwright.contract.ColumnType;
import io.meshwright.contract.SchemaObject;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Nearest;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.product.Mesh;
import io.meshwright.product.Source;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.Column;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.sql.TableName;
import io.meshwright.sql.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds tiles against the mesh: they ask published tables only, and name columns their queries have. */
final class TileCheck {

    private static final Set<String> NUMBERS = Set.of("INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC");

    private final SqlAnalyzer analyzer;
    private final String project;
    private final Map<TableName, List<Column>> ports = new HashMap<>();
    private final Map<TableName, Source> sources;

    TileCheck(Mesh mesh, SqlAnalyzer analyzer, String project) {
        this.analyzer = analyzer;
        this.project = project;
        mesh.products().stream()
                .flatMap(product -> product.outputs().stream())
                .forEach(port -> ports.put(port.table(), columns(port.schema())));
        this.sources = mesh.sources().stream().collect(Collectors.toMap(Source::table, source -> source, (a, b) -> a));
    }

    CheckedTile check(Tile tile) {
        Outcome<AnalyzedQuery> analyzed = analyzer.analyze(tile.sqlLocation().file(), tile.sql(), tables(), project);
        List<Diagnostic> diagnostics = new ArrayList<>();
        analyzed.diagnostics().forEach(diagnostic -> diagnostics.add(inFile(diagnostic, tile)));
        analyzed.value().ifPresent(query -> {
            diagnostics.addAll(unpublished(query, tile));
            diagnostics.addAll(unknownColumns(query, tile));
        });
        boolean broken = diagnostics.stream().anyMatch(Diagnostic::isError);
        return new CheckedTile(tile, broken ? Optional.empty() : analyzed.value(), diagnostics);
    }

    /** Sources are known too, so that a tile that reads one is told why it may not. */
    private Tables tables() {
        return new Tables() {
            @Override
            public Optional<List<Column>> columns(TableName table) {
                return Optional.ofNullable(ports.get(table))
                        .or(() -> Optional.ofNullable(sources.get(table)).map(TileCheck::columns));
            }

            @Override
            public List<TableName> known() {
                return List.copyOf(ports.keySet());
            }
        };
    }

    private static List<Column> columns(Source source) {
        List<SchemaObject> schema = source.contract().schema();
        return schema.isEmpty() ? List.of() : columns(schema.get(0));
    }

    private static List<Column> columns(SchemaObject schema) {
        return schema.properties().stream()
                .map(property -> new Column(property.name(), ColumnType.of(property)))
                .toList();
    }

    private static Diagnostic inFile(Diagnostic diagnostic, Tile tile) {
        SourceLocation start = tile.sqlLocation();
        SourceLocation inSql = diagnostic.location();
        SourceLocation place = inSql.line() == 0
                ? start
                : new SourceLocation(
                        start.file(),
                        start.line() + inSql.line() - 1,
                        Math.max(1, start.column() + inSql.column() - 1));
        return new Diagnostic(diagnostic.code(), diagnostic.severity(), place, diagnostic.message());
    }

    private List<Diagnostic> unpublished(AnalyzedQuery query, Tile tile) {
        return query.tables().stream()
                .filter(table -> !ports.containsKey(table))
                .map(table -> Diagnostic.error(
                        "tile-reads-source",
                        tile.sqlLocation(),
                        "'" + table.dataset() + "." + table.table() + "' is a source. A tile asks published products"
                                + " only; ask one that is made from it."))
                .toList();
    }

    private static List<Diagnostic> unknownColumns(AnalyzedQuery query, Tile tile) {
        Map<String, String> types = query.columns().stream()
                .collect(Collectors.toMap(column -> column.name().toLowerCase(Locale.ROOT), Column::type));
        List<String> names = query.columns().stream().map(Column::name).toList();
        List<Diagnostic> problems = new ArrayList<>();
        for (String used : tile.columnsUsed()) {
            String type = types.get(used.toLowerCase(Locale.ROOT));
            if (type == null) {
                problems.add(Diagnostic.error(
                        "tile-column-missing",
                        tile.location(),
                        "The tile '" + tile.id() + "' shows '" + used + "', but its query has no such column"
                                + Nearest.question(used, names, "; it has " + String.join(", ", names) + ".")));
            } else if (tile.y().contains(used) && !NUMBERS.contains(type)) {
                problems.add(Diagnostic.error(
                        "tile-column-type",
                        tile.location(),
                        "The tile '" + tile.id() + "' draws '" + used + "' as a number, but it is " + type + "."));
            }
        }
        return problems;
    }
}
