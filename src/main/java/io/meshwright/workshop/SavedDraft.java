package io.meshwright.workshop;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A draft as it was last typed. */
@Entity
@Table(name = "product_draft")
public class SavedDraft extends PanacheEntityBase {

    @Id
    public UUID id;

    public String account;
    public String title;

    /** The fields, as JSON. */
    public String fields;

    /** The product it became, {@code domain/name}; empty while it is a draft. */
    public String product;

    public Instant saved;
}
