package io.meshwright.access;

import java.util.Locale;

/** What an account is in the mesh. */
public enum Role {
    /** Belongs to a domain: registers, changes and runs its products. */
    MEMBER,
    /** Reads products and asks for access to them. */
    CONSUMER,
    /** Reviews changes and policies. */
    GOVERNANCE,
    /** Keeps the installation running: may do everything. */
    OPERATOR,
    /** Meshwright itself, calling its embedded BigQuery. No account has it. */
    ENGINE;

    /** As it stands in the database and in security annotations. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
