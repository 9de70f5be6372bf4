package io.meshwright.product;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.YamlReader;
import io.meshwright.product.ProductVersion.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a mesh directory, sorted into what each domain and each product is registered with.
 *
 * @param diagnostics files that belong to nothing, or to two things
 */
record MeshFiles(List<Registration> registrations, List<Diagnostic> diagnostics) {

    private static final Pattern PRODUCT_FILE =
            Pattern.compile("products/([^/]+)/([^/]+)/(product\\.odps\\.yaml|[^/]+\\.sql)");
    private static final Pattern DOMAIN_FILE = Pattern.compile("products/([^/]+)/domain\\.yaml");
    private static final Pattern CONTRACT_FILE = Pattern.compile("contracts/.*\\.odcs\\.yaml");
    private static final Pattern ID = Pattern.compile("(?m)^id:[ \\t]*[\"']?([^\"'#\\s]+)");

    /** Sorts texts by path relative to the mesh directory. */
    static MeshFiles sort(Map<String, String> files) {
        return new Sorting(new TreeMap<>(files)).sorted();
    }

    /** Whether the mesh cares for a file at all. */
    static boolean matters(String path) {
        return DOMAIN_FILE.matcher(path).matches()
                || CONTRACT_FILE.matcher(path).matches()
                || (PRODUCT_FILE.matcher(path).matches() && !path.contains("/dashboards/"));
    }

    private static final class Sorting {

        private final SortedMap<String, String> files;
        private final List<Diagnostic> diagnostics = new ArrayList<>();
        private final Map<String, String> contracts = new HashMap<>();
        private final Set<String> used = new TreeSet<>();

        Sorting(SortedMap<String, String> files) {
            this.files = files;
        }

        MeshFiles sorted() {
            indexContracts();
            List<Registration> registrations = new ArrayList<>();
            folders(DOMAIN_FILE, 1).forEach((domain, documents) -> {
                addContracts(documents, "products/" + domain + "/domain.yaml", "sources");
                registrations.add(Registration.of(Registration.Kind.DOMAIN, domain, Origin.FILES, documents));
            });
            folders(PRODUCT_FILE, 2).forEach((product, documents) -> {
                String main = "products/" + product + "/product.odps.yaml";
                if (isNamed(product, documents, main)) {
                    addContracts(documents, main, "outputPorts");
                    registrations.add(Registration.of(Registration.Kind.PRODUCT, product, Origin.FILES, documents));
                }
            });
            reportUnused();
            return new MeshFiles(List.copyOf(registrations), List.copyOf(diagnostics));
        }

        private void indexContracts() {
            files.forEach((path, text) -> {
                if (CONTRACT_FILE.matcher(path).matches()) {
                    id(path, text).ifPresent(id -> {
                        String earlier = contracts.putIfAbsent(id, path);
                        if (earlier != null) {
                            diagnostics.add(Diagnostic.error(
                                    "duplicate-contract",
                                    SourceLocation.of(path),
                                    "The contract id '" + id + "' belongs to " + earlier
                                            + " already; give this one an id of its own."));
                            used.add(path);
                        }
                    });
                }
            });
        }

        /** Found without reading it as YAML: it may be none at the moment, and its owner is to be told. */
        private static Optional<String> id(String path, String text) {
            Matcher matcher = ID.matcher(text);
            return matcher.find()
                    ? Optional.of(matcher.group(1))
                    : YamlReader.read(path, text)
                            .value()
                            .map(root -> root.text("id"))
                            .filter(id -> !id.isEmpty());
        }

        private Map<String, Map<String, String>> folders(Pattern pattern, int groups) {
            Map<String, Map<String, String>> folders = new LinkedHashMap<>();
            files.forEach((path, text) -> {
                Matcher matcher = pattern.matcher(path);
                if (matcher.matches() && matters(path)) {
                    String name = groups == 1 ? matcher.group(1) : matcher.group(1) + "/" + matcher.group(2);
                    folders.computeIfAbsent(name, any -> new TreeMap<>()).put(path, text);
                }
            });
            return folders;
        }

        private boolean isNamed(String product, Map<String, String> documents, String main) {
            String[] parts = product.split("/");
            if (!documents.containsKey(main)) {
                diagnostics.add(Diagnostic.error(
                        "missing-document",
                        SourceLocation.of(main),
                        "The folder products/" + product + " has a query but no product.odps.yaml; add it."));
                return false;
            }
            if (!ProductName.isKebab(parts[0]) || !ProductName.isKebab(parts[1])) {
                diagnostics.add(Diagnostic.error(
                        "wrong-name",
                        SourceLocation.of(main),
                        "Folders of products are lower case words with dashes, such as user-actions, not '" + product
                                + "'."));
                return false;
            }
            return true;
        }

        private void addContracts(Map<String, String> documents, String main, String list) {
            YamlReader.read(main, documents.get(main)).value().ifPresent(root -> {
                for (Mapping owner : root.mappings(list)) {
                    String path = contracts.get(owner.text("contractId"));
                    if (path != null) {
                        documents.put(path, files.get(path));
                        used.add(path);
                    }
                }
            });
        }

        private void reportUnused() {
            files.keySet().stream()
                    .filter(path -> CONTRACT_FILE.matcher(path).matches() && !used.contains(path))
                    .forEach(path -> diagnostics.add(Diagnostic.warning(
                            "unused-contract",
                            SourceLocation.of(path),
                            "No source and no output port names this contract by its id.")));
        }
    }
}
