package io.meshwright.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A browser that has signed in, known by the hash of its cookie. */
@Entity
@Table(name = "sign_in_session")
public class SignInSession extends PanacheEntityBase {

    @Id
    public String hash;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "account")
    public Account account;

    public Instant created;
    public Instant expires;

    static Optional<Account> accountOf(String secret, Instant now) {
        return SignInSession.<SignInSession>find("hash = ?1 and expires > ?2", Secret.hash(secret), now)
                .firstResultOptional()
                .map(session -> session.account);
    }
}
