package io.meshwright.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The accounts that must be there before anybody can sign in: the operator, and those of the sample mesh. */
@ApplicationScoped
public class FirstAccounts {

    /** The operator's account. */
    public static final String OPERATOR = "operator";

    private static final String TOKEN_LABEL = "MESHWRIGHT_OPERATOR_TOKEN";

    private final Accounts accounts;
    private final ApiTokens tokens;
    private final Exposure exposure;
    private final Optional<String> password;
    private final Optional<String> token;

    @Inject
    FirstAccounts(
            Accounts accounts,
            ApiTokens tokens,
            Exposure exposure,
            @ConfigProperty(name = "meshwright.operator.password") Optional<String> password,
            @ConfigProperty(name = "meshwright.operator.token") Optional<String> token) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.exposure = exposure;
        this.password = password;
        this.token = token;
    }

    /** Secrets that were made just now and are to be printed, this once. */
    public record Generated(Optional<String> password, Optional<String> token) {

        public static final Generated NOTHING = new Generated(Optional.empty(), Optional.empty());
    }

    /**
     * Makes the operator's account where there is none, and gives it the configured password and token. What is not
     * configured is generated with the account.
     */
    public Generated operator() {
        boolean created = !accounts.exists(OPERATOR);
        Optional<String> newPassword =
                created && password.isEmpty() ? Optional.of(Secret.random("")) : Optional.empty();
        if (created) {
            accounts.put(operatorActor(), password.or(() -> newPassword).orElseThrow());
        } else if (password.isPresent() && !accounts.hasPassword(OPERATOR, password.get())) {
            accounts.changePassword(OPERATOR, password.get());
        }
        token.ifPresent(secret -> tokens.keep(OPERATOR, TOKEN_LABEL, secret));
        Optional<String> newToken = created && token.isEmpty()
                ? Optional.of(tokens.issue(operatorActor(), "first start", Optional.empty()))
                : Optional.empty();
        return new Generated(newPassword, newToken);
    }

    private static Actor operatorActor() {
        return new Actor(OPERATOR, "Operator", Set.of(Role.OPERATOR), Set.of());
    }

    /**
     * Makes the sample accounts, whose passwords are their names, where only this machine can use them; removes them
     * everywhere else. Returns those there are now.
     */
    public List<Actor> samples(List<Actor> wanted) {
        if (!exposure.loopback() || wanted.isEmpty()) {
            accounts.removeSamples();
            return List.of();
        }
        for (Actor actor : wanted) {
            if (!accounts.exists(actor.name())) {
                accounts.put(actor, actor.name(), true);
            }
        }
        return wanted;
    }
}
