package io.meshwright.product;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A row of the history: one accepted version of a domain or product. */
@Entity
@Table(name = "registered_version")
public class RegisteredVersion extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Enumerated(EnumType.STRING)
    public Registration.Kind kind;

    public String name;
    public String version;

    @Enumerated(EnumType.STRING)
    public ProductVersion.Origin origin;

    public String fingerprint;

    @Column(name = "registered_by")
    public String registeredBy;

    @Column(name = "registered_at", insertable = false, updatable = false)
    public Instant registeredAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "registered_document", joinColumns = @JoinColumn(name = "version_id"))
    @MapKeyColumn(name = "path")
    @Column(name = "text")
    public Map<String, String> documents = new HashMap<>();

    Registration registration() {
        return Registration.of(kind, name, origin, documents);
    }
}
