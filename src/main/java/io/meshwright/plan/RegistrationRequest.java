package io.meshwright.plan;

import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion.Origin;
import io.meshwright.product.Registration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A product as somebody types it.
 *
 * @param odps the ODPS document
 * @param queries texts by file name, such as {@code user-actions.sql}
 * @param contracts ODCS documents by file name, such as {@code user-actions.odcs.yaml}
 */
public record RegistrationRequest(
        ProductName name, String odps, Map<String, String> queries, Map<String, String> contracts) {

    public RegistrationRequest {
        queries = Map.copyOf(queries);
        contracts = Map.copyOf(contracts);
    }

    Registration registration() {
        Map<String, String> documents = new HashMap<>();
        documents.put("products/" + name + "/product.odps.yaml", odps);
        queries.forEach((file, sql) -> documents.put("products/" + name + "/" + file, sql));
        contracts.forEach((file, yaml) -> documents.put("contracts/" + name.domain() + "/" + file, yaml));
        return Registration.of(Registration.Kind.PRODUCT, name.toString(), Origin.FORM, documents);
    }

    /** File names without a path of their own. */
    boolean hasPlainFileNames() {
        return List.of(queries.keySet(), contracts.keySet()).stream()
                .flatMap(java.util.Collection::stream)
                .noneMatch(file -> file.contains("/") || file.contains("\\"));
    }
}
