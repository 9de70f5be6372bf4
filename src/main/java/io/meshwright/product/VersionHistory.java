package io.meshwright.product;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The catalog database's memory of every accepted version, with its documents. */
@ApplicationScoped
public class VersionHistory {

    private static final String LATEST = "id in (select max(v.id) from RegisteredVersion v group by v.name)";

    /** The latest version of every domain and product there ever was, by name. */
    public Map<String, Registration> latest() {
        return QuarkusTransaction.requiringNew().call(() -> RegisteredVersion.<RegisteredVersion>list(LATEST).stream()
                .collect(Collectors.toMap(row -> row.name, RegisteredVersion::registration)));
    }

    /** All versions of a domain or product, the latest first. */
    public List<AcceptedVersion> of(String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> RegisteredVersion.<RegisteredVersion>list("name = ?1 order by id desc", name).stream()
                        .map(row -> new AcceptedVersion(
                                row.id, row.version, row.registration(), row.registeredBy, row.registeredAt))
                        .toList());
    }

    void add(Registration registration, String version, String who) {
        QuarkusTransaction.requiringNew().run(() -> {
            RegisteredVersion row = new RegisteredVersion();
            row.kind = registration.kind();
            row.name = registration.name();
            row.version = version;
            row.origin = registration.origin();
            row.fingerprint = registration.fingerprint();
            row.registeredBy = who;
            row.documents.putAll(registration.documents());
            row.persist();
        });
    }
}
