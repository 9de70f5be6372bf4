package io.meshwright.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Somebody who can sign in, with a hashed password and roles. */
@Entity
public class Account extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String name;
    public String title;

    @Column(name = "password_hash")
    public String passwordHash;

    public boolean sample;
    public Instant created;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "account"))
    public Set<Grant> grants = new HashSet<>();

    /** A role, for members within a domain. */
    @Embeddable
    public static class Grant {
        public String role;
        public String domain = "";

        public static Grant of(Role role, String domain) {
            Grant grant = new Grant();
            grant.role = role.id();
            grant.domain = domain;
            return grant;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Grant that && role.equals(that.role) && domain.equals(that.domain);
        }

        @Override
        public int hashCode() {
            return Objects.hash(role, domain);
        }
    }

    static Optional<Account> named(String name) {
        return find("lower(name) = lower(?1)", name).firstResultOptional();
    }

    static List<Account> samples() {
        return list("sample", true);
    }

    void setPassword(String password) {
        passwordHash = BcryptUtil.bcryptHash(password);
    }

    boolean hasPassword(String password) {
        return BcryptUtil.matches(password, passwordHash);
    }

    Actor actor() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Set<String> domains = new HashSet<>();
        for (Grant grant : grants) {
            roles.add(Role.of(grant.role));
            if (!grant.domain.isEmpty()) {
                domains.add(grant.domain);
            }
        }
        return new Actor(name, title, roles, domains);
    }
}
