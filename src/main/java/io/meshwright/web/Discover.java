package io.meshwright.web;

import io.meshwright.dashboard.Dashboards;
import io.meshwright.plan.CompiledMesh;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.run.ProductState;
import io.meshwright.search.SearchHit.ColumnHit;
import io.meshwright.search.SearchHit.ProductHit;
import io.meshwright.search.SearchIndex;
import io.meshwright.web.DiscoverQuery.Facet;
import io.meshwright.web.DiscoverQuery.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What Discover shows for one search.
 *
 * @param pace how often the list is worth asking for again, such as 2s; empty when nothing waits or runs
 * @param meshIsReady whether the documents have been read since the start
 * @param rejected products that were never in force, because their documents have mistakes
 * @param columns columns that match too, or when nothing matches, the nearest ones
 */
public record Discover(
        DiscoverQuery query,
        String heading,
        List<FacetGroup> facets,
        List<Chip> chips,
        List<Result> results,
        List<Rejected> rejected,
        List<ColumnHit> columns,
        String pace,
        boolean meshIsEmpty,
        boolean meshIsReady,
        Today today) {

    private static final int COLUMNS = 3;

    /** A product with its purpose as far as the search marks it. */
    public record Result(ProductCard card, List<Marked> purpose) {}

    /** One way to narrow the results. */
    public record FacetGroup(Facet facet, List<Choice> choices) {
        public boolean isChosen() {
            return choices.stream().anyMatch(Choice::chosen);
        }
    }

    /** @param count products there would be with it */
    public record Choice(String id, String value, String label, long count, boolean chosen) {}

    /** An active filter and the address without it. */
    public record Chip(String label, String address) {}

    static Discover of(
            DiscoverQuery query,
            Dashboards now,
            SearchIndex index,
            Function<ProductName, ProductState> states,
            boolean ready,
            Instant moment) {
        CompiledMesh compiled = now.mesh();
        Mesh mesh = compiled.mesh();
        List<Result> found = index.products(query.text()).stream()
                .map(hit -> result(hit, now, states.apply(hit.product().name())))
                .toList();
        List<Result> shown = found.stream()
                .filter(result -> passes(result.card(), query, null))
                .sorted(order(query))
                .toList();
        return new Discover(
                query,
                heading(shown.size(), query),
                facets(found, query),
                chips(found, query),
                shown,
                Rejected.matching(query, compiled),
                columns(query, index, shown.isEmpty()),
                pace(found),
                mesh.products().isEmpty(),
                ready,
                Today.of(mesh, states, moment));
    }

    public List<Sort> sorts() {
        return List.of(Sort.values());
    }

    public boolean nothingFound() {
        return results.isEmpty() && rejected.isEmpty();
    }

    /** The address without any filter. */
    public String withoutFilters() {
        return query.withoutChoices().address();
    }

    /** Where the rows alone are. */
    public String rowsAddress() {
        return query.address().replaceFirst("^/", "/discover/rows");
    }

    /** Tags that most products share: words worth trying. */
    public List<String> popularTags() {
        return facets.stream()
                .filter(group -> group.facet() == Facet.TAG)
                .flatMap(group -> group.choices().stream())
                .limit(4)
                .map(Choice::value)
                .toList();
    }

    private static String pace(List<Result> found) {
        List<String> glyphs =
                found.stream().map(result -> result.card().health().glyph()).toList();
        if (glyphs.contains("run")) {
            return "2s";
        }
        return glyphs.contains("idle") ? "4s" : "";
    }

    private static Result result(ProductHit hit, Dashboards now, ProductState state) {
        Readers readers = Readers.of(hit.product().name(), now);
        ProductCard card = ProductCard.of(hit.product(), now.mesh().mesh(), readers, state);
        return new Result(card, Marked.of(card.purpose(), hit.words()));
    }

    private static String heading(int count, DiscoverQuery query) {
        String products = InWords.counted(count, "product");
        if (query.text().isEmpty()) {
            return query.isNarrowed() ? products + " match" + (count == 1 ? "es" : "") : products;
        }
        return products + (count == 1 ? " matches “" : " match “") + query.text() + "”";
    }

    /** Every facet but one is applied to count the choices of that one. */
    private static boolean passes(ProductCard card, DiscoverQuery query, Facet except) {
        return query.choices().entrySet().stream()
                .filter(choice -> choice.getKey() != except)
                .allMatch(choice ->
                        values(card, choice.getKey()).keySet().stream().anyMatch(choice.getValue()::contains));
    }

    /** A product's values of a facet with their labels. */
    private static Map<String, String> values(ProductCard card, Facet facet) {
        return switch (facet) {
            case DOMAIN -> Map.of(card.name().domain(), card.domain());
            case ALIGNMENT -> Map.of(card.alignment().name().toLowerCase(Locale.ROOT), "");
            case HEALTH -> Map.of(card.health().group(), "");
            case CLASSIFICATION ->
                card.classification().isEmpty()
                        ? Map.of()
                        : Map.of(card.classification(), InWords.title(card.classification()));
            case LIFECYCLE -> Map.of(card.lifecycle().toLowerCase(Locale.ROOT), card.lifecycle());
            case TAG -> card.tags().stream().distinct().collect(Collectors.toMap(tag -> tag, tag -> tag));
        };
    }

    private static List<FacetGroup> facets(List<Result> found, DiscoverQuery query) {
        List<FacetGroup> groups = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            List<Choice> choices = choices(found, query, facet);
            if (choices.size() > 1 || !query.chosen(facet).isEmpty()) {
                groups.add(new FacetGroup(facet, choices));
            }
        }
        return groups;
    }

    private static List<Choice> choices(List<Result> found, DiscoverQuery query, Facet facet) {
        Map<String, String> labels = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Result result : found) {
            boolean counted = passes(result.card(), query, facet);
            values(result.card(), facet).forEach((value, label) -> {
                labels.put(value, label);
                counts.merge(value, counted ? 1L : 0L, Long::sum);
            });
        }
        Set<String> chosen = query.chosen(facet);
        chosen.forEach(value -> labels.putIfAbsent(value, InWords.title(value)));
        return labels.entrySet().stream()
                .map(entry -> new Choice(
                        facet.parameter() + "-" + entry.getKey().replaceAll("[^\\w-]", "_"),
                        entry.getKey(),
                        entry.getValue(),
                        counts.getOrDefault(entry.getKey(), 0L),
                        chosen.contains(entry.getKey())))
                .sorted(Comparator.comparingInt((Choice choice) -> rank(facet, choice.value()))
                        .thenComparing(choice -> facet == Facet.TAG ? -choice.count() : 0L)
                        .thenComparing(Choice::label))
                .limit(facet == Facet.TAG ? 12 : 50)
                .toList();
    }

    private static int rank(Facet facet, String value) {
        List<String> order =
                switch (facet) {
                    case ALIGNMENT -> List.of("producer", "consumer");
                    case HEALTH -> List.of("met", "late", "broken", "pending");
                    case CLASSIFICATION -> List.of("public", "internal", "confidential", "restricted");
                    case LIFECYCLE -> List.of("published", "draft", "proposed", "retiring", "retired");
                    case DOMAIN, TAG -> List.of();
                };
        return order.contains(value) ? order.indexOf(value) : order.size();
    }

    private static List<Chip> chips(List<Result> found, DiscoverQuery query) {
        List<Chip> chips = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            for (String value : query.chosen(facet)) {
                String label = found.stream()
                        .map(result -> values(result.card(), facet).getOrDefault(value, ""))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElseGet(() -> wordsOf(facet, value));
                chips.add(new Chip(label, query.without(facet, value).address()));
            }
        }
        return chips;
    }

    private static String wordsOf(Facet facet, String value) {
        return switch (facet) {
            case ALIGNMENT -> InWords.title(value) + "-aligned";
            case HEALTH ->
                switch (value) {
                    case "met" -> "Contract met";
                    case "late" -> "Warning or late";
                    case "broken" -> "Contract broken";
                    default -> "Waiting or running";
                };
            case DOMAIN, CLASSIFICATION, LIFECYCLE, TAG -> InWords.title(value);
        };
    }

    private static Comparator<Result> order(DiscoverQuery query) {
        return switch (query.sort()) {
            // The index has put them in order already, and sorting is stable.
            case BEST -> Comparator.comparing(result -> 0);
            case USED ->
                Comparator.comparingInt((Result result) -> -result.card().usedBy());
            case FRESH ->
                Comparator.comparing(
                        (Result result) -> result.card().published().orElse(Instant.EPOCH), Comparator.reverseOrder());
            case NAME ->
                Comparator.comparing((Result result) -> result.card().title().toLowerCase(Locale.ROOT));
        };
    }

    private static List<ColumnHit> columns(DiscoverQuery query, SearchIndex index, boolean nothing) {
        if (query.text().isEmpty()) {
            return List.of();
        }
        return nothing
                ? index.nearestColumns(query.text(), COLUMNS)
                : index.columns(query.text()).stream().limit(COLUMNS).toList();
    }
}
