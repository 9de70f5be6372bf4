package io.meshwright.web;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What somebody looks for on Discover: all of it stands in the address.
 *
 * @param choices chosen values by facet, as in the address
 */
public record DiscoverQuery(String text, Map<Facet, Set<String>> choices, Sort sort) {

    /** What products can be narrowed by; the names are those in the address. */
    public enum Facet {
        DOMAIN("domain", "Domain"),
        ALIGNMENT("alignment", "Alignment"),
        HEALTH("health", "Contract health"),
        CLASSIFICATION("class", "Classification"),
        LIFECYCLE("life", "Lifecycle"),
        TAG("tag", "Tags");

        private final String parameter;
        private final String title;

        Facet(String parameter, String title) {
            this.parameter = parameter;
            this.title = title;
        }

        public String parameter() {
            return parameter;
        }

        public String title() {
            return title;
        }
    }

    /** The order of the results. */
    public enum Sort {
        BEST("best", "Best match"),
        USED("used", "Most used"),
        FRESH("fresh", "Freshest"),
        NAME("name", "Name");

        private final String parameter;
        private final String title;

        Sort(String parameter, String title) {
            this.parameter = parameter;
            this.title = title;
        }

        public String parameter() {
            return parameter;
        }

        public String title() {
            return title;
        }

        static Sort of(String parameter) {
            for (Sort sort : values()) {
                if (sort.parameter.equals(parameter)) {
                    return sort;
                }
            }
            return BEST;
        }
    }

    public DiscoverQuery {
        choices = Map.copyOf(choices);
    }

    static DiscoverQuery of(MultivaluedMap<String, String> parameters) {
        Map<Facet, Set<String>> choices = new LinkedHashMap<>();
        for (Facet facet : Facet.values()) {
            List<String> chosen = parameters.getOrDefault(facet.parameter, List.of());
            if (!chosen.isEmpty()) {
                choices.put(facet, new LinkedHashSet<>(chosen));
            }
        }
        String text = parameters.getFirst("q");
        return new DiscoverQuery(text == null ? "" : text.strip(), choices, Sort.of(parameters.getFirst("sort")));
    }

    Set<String> chosen(Facet facet) {
        return choices.getOrDefault(facet, Set.of());
    }

    public boolean isNarrowed() {
        return !choices.isEmpty();
    }

    DiscoverQuery without(Facet facet, String value) {
        Map<Facet, Set<String>> rest = new LinkedHashMap<>(choices);
        Set<String> values = new LinkedHashSet<>(chosen(facet));
        values.remove(value);
        if (values.isEmpty()) {
            rest.remove(facet);
        } else {
            rest.put(facet, values);
        }
        return new DiscoverQuery(text, rest, sort);
    }

    DiscoverQuery withoutChoices() {
        return new DiscoverQuery(text, Map.of(), sort);
    }

    /** The address of this search; the shortest that says it. */
    public String address() {
        StringJoiner address = new StringJoiner("&", "/?", "").setEmptyValue("/");
        if (!text.isEmpty()) {
            address.add(parameter("q", text));
        }
        for (Facet facet : Facet.values()) {
            chosen(facet).stream().sorted().forEach(value -> address.add(parameter(facet.parameter, value)));
        }
        if (sort != Sort.BEST) {
            address.add(parameter("sort", sort.parameter));
        }
        return address.toString();
    }

    private static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
