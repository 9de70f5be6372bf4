package io.meshwright.product;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small mesh as files: one domain with two sources, a producer-aligned product, a consumer-aligned one. */
public final class MeshFixture {

    private final Map<String, String> files = new LinkedHashMap<>();

    public static MeshFixture small() {
        MeshFixture mesh = new MeshFixture();
        mesh.put(
                "products/films/domain.yaml",
                """
                title: Films
                purpose: Everything about films.
                teams:
                - name: crew
                  title: The crew
                sources:
                - name: ratings
                  title: Ratings
                  format: csv
                  path: films/ratings.csv
                  contractId: films.ratings
                - name: movies
                  title: Movies
                  format: csv
                  path: films/movies.csv
                  contractId: films.movies
                """);
        mesh.contract("films", "ratings", "userId INT64 required", "movieId INT64 required", "rating FLOAT64");
        mesh.contract("films", "movies", "movieId INT64 required", "title STRING");
        mesh.product("films", "averages", "producer-aligned", List.of("films.ratings"));
        mesh.contract("films", "averages", "movieId INT64 required", "average FLOAT64", "ratings INT64 required");
        mesh.put(
                "products/films/averages/averages.sql",
                """
                SELECT movieId, AVG(rating) AS average, COUNT(*) AS ratings
                FROM films.ratings
                GROUP BY movieId
                """);
        mesh.product("films", "best", "consumer-aligned", List.of("films.averages", "films.movies"));
        mesh.contract("films", "best", "title STRING", "average FLOAT64");
        mesh.put(
                "products/films/best/best.sql",
                """
                SELECT m.title, a.average
                FROM films.averages AS a
                JOIN films.movies AS m USING (movieId)
                WHERE a.average > 4
                """);
        return mesh;
    }

    public MeshFixture put(String path, String text) {
        files.put(path, text);
        return this;
    }

    public MeshFixture remove(String path) {
        files.remove(path);
        return this;
    }

    public MeshFixture replace(String path, String old, String text) {
        if (!files.get(path).contains(old)) {
            throw new IllegalArgumentException("'" + old + "' is not in " + path);
        }
        files.put(path, files.get(path).replace(old, text));
        return this;
    }

    /** A product with one output port of its name. */
    public MeshFixture product(String domain, String name, String alignment, List<String> inputs) {
        StringBuilder yaml = new StringBuilder(
                """
                apiVersion: v1.0.0
                kind: DataProduct
                id: %1$s.%2$s
                name: %2$s
                version: 1.0.0
                status: active
                domain: %1$s
                description:
                  purpose: To test.
                customProperties:
                - property: alignment
                  value: %3$s
                team:
                  name: crew
                outputPorts:
                - name: %2$s
                  version: 1.0.0
                  contractId: %1$s.%2$s
                """
                        .formatted(domain, name, alignment));
        yaml.append(inputs.isEmpty() ? "" : "inputPorts:\n");
        inputs.forEach(input -> yaml.append("- name: %s\n  version: 1.0.0\n  contractId: %s\n"
                .formatted(input.substring(input.indexOf('.') + 1), input)));
        return put("products/" + domain + "/" + name + "/product.odps.yaml", yaml.toString());
    }

    /** A contract; a column is {@code name TYPE} or {@code name TYPE required}. */
    public MeshFixture contract(String domain, String name, String... columns) {
        StringBuilder yaml = new StringBuilder(
                """
                apiVersion: v3.1.0
                kind: DataContract
                id: %1$s.%2$s
                version: 1.0.0
                status: active
                schema:
                - name: %2$s
                  properties:
                """
                        .formatted(domain, name));
        for (String column : columns) {
            String[] parts = column.split(" ");
            yaml.append("  - name: %s\n    physicalType: %s\n".formatted(parts[0], parts[1]));
            yaml.append(parts.length > 2 ? "    required: true\n" : "");
        }
        return put("contracts/" + domain + "/" + name + ".odcs.yaml", yaml.toString());
    }

    public Map<String, String> files() {
        return Map.copyOf(files);
    }

    public List<Registration> registrations() {
        return MeshFiles.sort(files).registrations();
    }

    /** What is wrong with files that belong to no registration, one line each. */
    public List<String> strays() {
        return MeshFiles.sort(files).diagnostics().stream()
                .map(diagnostic -> diagnostic.code() + " " + diagnostic)
                .toList();
    }
}
