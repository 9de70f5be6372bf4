package io.meshwright.product;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything one domain or one product is registered with: its own document, queries, and the contracts of its sources
 * or output ports.
 *
 * @param name {@code domain} or {@code domain/product}
 * @param documents texts by path relative to the mesh directory
 */
public record Registration(Kind kind, String name, ProductVersion.Origin origin, SortedMap<String, String> documents) {

    public enum Kind {
        DOMAIN,
        PRODUCT
    }

    public Registration {
        documents = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }

    public static Registration of(Kind kind, String name, ProductVersion.Origin origin, Map<String, String> documents) {
        return new Registration(kind, name, origin, new TreeMap<>(documents));
    }

    /** The path of the ODPS document or of {@code domain.yaml}. */
    public String main() {
        return kind == Kind.DOMAIN ? "products/" + name + "/domain.yaml" : "products/" + name + "/product.odps.yaml";
    }

    /** Same texts under the same paths, same fingerprint. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            documents.forEach((path, text) -> {
                digest.update(path.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
