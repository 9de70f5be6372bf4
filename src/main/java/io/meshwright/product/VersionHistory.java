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

    private static final String AS_OF =
            "id in (select max(v.id) from RegisteredVersion v where v.id <= ?1 group by v.name)";

    /** The latest version of every domain and product there ever was, by name. */
    public Map<String, Registration> latest() {
        return QuarkusTransaction.requiringNew().call(() -> RegisteredVersion.<RegisteredVersion>list(LATEST).stream()
                .collect(Collectors.toMap(row -> row.name, RegisteredVersion::registration)));
    }

    /** The whole history without its documents, oldest first. */
    public List<HistoryEntry> entries() {
        return QuarkusTransaction.requiringNew().call(() -> RegisteredVersion.getEntityManager()
                .createQuery(
                        "select new io.meshwright.product.HistoryEntry(v.id, v.name, v.version, v.registeredAt)"
                                + " from RegisteredVersion v order by v.id",
                        HistoryEntry.class)
                .getResultList());
    }

    /** What was in force once an entry of the history had come, by name; nothing tells when files were taken away. */
    public Map<String, Registration> asOf(long number) {
        return QuarkusTransaction.requiringNew()
                .call(() -> RegisteredVersion.<RegisteredVersion>list(AS_OF, number).stream()
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
