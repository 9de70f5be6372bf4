package io.meshwright.search;

import io.meshwright.contract.SchemaProperty;
import io.meshwright.product.Domain;
import io.meshwright.product.Mesh;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import io.meshwright.product.Team;
import io.meshwright.search.SearchHit.ColumnHit;
import io.meshwright.search.SearchHit.ProductHit;
import io.meshwright.search.SearchHit.SourceHit;
import io.meshwright.search.SearchHit.TeamHit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds products, columns, sources and teams of one mesh by any words they are described with; forgives typing errors.
 *
 * <p>A mesh is small beside its data: the index lives in memory and is made anew with each mesh.
 */
public final class SearchIndex {

    private final List<Entry<ProductVersion>> products;
    private final List<Entry<ColumnHit>> columns;
    private final List<Entry<Source>> sources;
    private final List<Entry<TeamHit>> teams;
    private final Map<String, Double> rarity;

    private SearchIndex(Mesh mesh) {
        products =
                mesh.products().stream().map(product -> product(mesh, product)).toList();
        columns = mesh.products().stream().flatMap(SearchIndex::columns).toList();
        sources = mesh.sources().stream().map(SearchIndex::source).toList();
        teams = mesh.domains().stream()
                .flatMap(domain -> domain.teams().stream().map(team -> team(domain, team)))
                .toList();
        rarity = rarity(products);
    }

    public static SearchIndex of(Mesh mesh) {
        return new SearchIndex(mesh);
    }

    /** Products that answer every word, best first; all products by title when nothing is asked. */
    public List<ProductHit> products(String text) {
        List<String> searched = Words.of(text);
        if (searched.isEmpty()) {
            return products.stream()
                    .map(entry -> new ProductHit(entry.thing(), Set.of(), 0))
                    .sorted(Comparator.comparing(hit -> hit.product().title().toLowerCase(Locale.ROOT)))
                    .toList();
        }
        return best(products, text, searched).stream()
                .map(match -> new ProductHit(match.thing(), match.words(), match.score()))
                .toList();
    }

    /** Columns whose own name and description answer every word, best first. */
    public List<ColumnHit> columns(String text) {
        return best(columns, text, Words.of(text)).stream()
                .map(match -> scored(match.thing(), match.score()))
                .toList();
    }

    /** Columns that answer at least one word, best first: what is near when nothing matches. */
    public List<ColumnHit> nearestColumns(String text, int limit) {
        List<String> searched = Words.of(text);
        return columns.stream()
                .map(entry -> entry.partialMatch(searched, rarity))
                .filter(match -> match.score() > 0)
                .sorted(Comparator.comparingDouble((Entry.Match<ColumnHit> match) -> -match.score()))
                .limit(limit)
                .map(match -> scored(match.thing(), match.score()))
                .toList();
    }

    /** Whatever answers, best first. */
    public List<SearchHit> everything(String text, int limit) {
        List<String> searched = Words.of(text);
        List<SearchHit> hits = new ArrayList<>(products(text));
        if (!searched.isEmpty()) {
            hits.addAll(columns(text));
            best(sources, text, searched).forEach(match -> hits.add(new SourceHit(match.thing(), match.score())));
            best(teams, text, searched)
                    .forEach(match -> hits.add(
                            new TeamHit(match.thing().domain(), match.thing().team(), match.score())));
        }
        return hits.stream()
                .sorted(Comparator.comparingDouble((SearchHit hit) -> -hit.score()))
                .limit(limit)
                .toList();
    }

    private <T> List<Entry.Match<T>> best(List<Entry<T>> entries, String text, List<String> searched) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return entries.stream()
                .map(entry -> entry.match(searched, name, rarity))
                .filter(match -> match.score() > 0)
                .sorted(Comparator.comparingDouble(match -> -match.score()))
                .toList();
    }

    private static ColumnHit scored(ColumnHit hit, double score) {
        return new ColumnHit(hit.product(), hit.port(), hit.column(), score);
    }

    private static Entry<ProductVersion> product(Mesh mesh, ProductVersion product) {
        Weights weights = new Weights()
                .add(10, product.title(), product.name().name())
                .add(6, String.join(" ", product.tags()))
                .add(4, product.purpose())
                .add(3, product.team(), product.name().domain())
                .add(2, product.usage(), product.limitations());
        mesh.domain(product.name().domain())
                .ifPresent(domain -> weights.add(3, domain.title()).add(3, teamTitle(domain, product.team())));
        for (OutputPort port : product.outputs()) {
            weights.add(4, port.contract().id(), port.contract().name(), port.name())
                    .add(2, port.description(), port.schema().granularity());
            for (SchemaProperty column : port.schema().properties()) {
                weights.add(5, column.name(), column.businessName())
                        .add(2, column.description(), column.classification(), String.join(" ", column.tags()));
            }
        }
        return new Entry<>(
                product,
                weights.words(),
                names(product.title(), product.name().name(), product.name().toString()));
    }

    private static String teamTitle(Domain domain, String team) {
        return domain.teams().stream()
                .filter(candidate -> candidate.name().equals(team))
                .map(Team::title)
                .findFirst()
                .orElse("");
    }

    private static Stream<Entry<ColumnHit>> columns(ProductVersion product) {
        return product.outputs().stream()
                .flatMap(port -> port.schema().properties().stream().map(column -> column(product, port, column)));
    }

    private static Entry<ColumnHit> column(ProductVersion product, OutputPort port, SchemaProperty column) {
        Weights weights = new Weights()
                .add(8, column.name(), column.businessName())
                .add(2, column.description(), String.join(" ", column.tags()));
        return new Entry<>(new ColumnHit(product, port, column, 0), weights.words(), names(column.name()));
    }

    private static Entry<Source> source(Source source) {
        Weights weights =
                new Weights().add(8, source.title(), source.name().name()).add(3, source.description(), source.path());
        return new Entry<>(
                source, weights.words(), names(source.title(), source.name().name()));
    }

    private static Entry<TeamHit> team(Domain domain, Team team) {
        Weights weights = new Weights()
                .add(8, team.title(), team.name())
                .add(6, String.join(" ", team.members()))
                .add(2, team.purpose());
        return new Entry<>(new TeamHit(domain, team, 0), weights.words(), names(team.title(), team.name()));
    }

    private static Set<String> names(Object... names) {
        return Stream.of(names)
                .map(name -> name.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A word that all products share says little: between 0.4 and 1, by the share of products without it. */
    private static Map<String, Double> rarity(List<Entry<ProductVersion>> products) {
        Map<String, Long> counts = products.stream()
                .flatMap(entry -> entry.words().keySet().stream())
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        Map<String, Double> rarity = new HashMap<>();
        counts.forEach((word, count) -> rarity.put(word, 1 - 0.6 * count / products.size()));
        return rarity;
    }

    /** Collects words with the highest weight each was given. */
    private static final class Weights {
        private final Map<String, Double> words = new HashMap<>();

        Weights add(double weight, String... texts) {
            for (String text : texts) {
                Words.of(text).forEach(word -> words.merge(word, weight, Math::max));
            }
            return this;
        }

        Map<String, Double> words() {
            return Map.copyOf(words);
        }
    }
}
