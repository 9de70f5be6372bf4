package io.meshwright.product;

import java.util.regex.Pattern;

/** A data product's or source's address in the mesh: {@code domain/name}, both kebab-case. */
public record ProductName(String domain, String name) implements Comparable<ProductName> {

    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public ProductName {
        if (!isKebab(domain) || !isKebab(name)) {
            throw new IllegalArgumentException("Not a product name: '" + domain + "/" + name
                    + "'; use lower case letters, digits and single dashes, such as movies-interactions/user-actions");
        }
    }

    public static boolean isKebab(String text) {
        return text != null && KEBAB.matcher(text).matches();
    }

    public static ProductName parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("Not a product name: '" + text + "'; write domain/name");
        }
        return new ProductName(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(ProductName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return domain + "/" + name;
    }
}
