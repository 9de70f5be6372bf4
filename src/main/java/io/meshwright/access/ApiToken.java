package io.meshwright.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A bearer token of an account, for programs; known by its hash. */
@Entity
@Table(name = "api_token")
public class ApiToken extends PanacheEntityBase {

    private static final Duration USE_RECORDED_EVERY = Duration.ofMinutes(5);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String hash;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "account")
    public Account account;

    public String label;
    public Instant created;
    public Instant expires;

    @Column(name = "last_used")
    public Instant lastUsed;

    static Optional<Account> accountOf(String secret, Instant now) {
        Optional<ApiToken> token = find("hash = ?1 and (expires is null or expires > ?2)", Secret.hash(secret), now)
                .firstResultOptional();
        token.filter(found -> found.lastUsed == null
                        || found.lastUsed.plus(USE_RECORDED_EVERY).isBefore(now))
                .ifPresent(found -> found.lastUsed = now);
        return token.map(found -> found.account);
    }
}
