package io.meshwright.access;

import java.util.Set;

/**
 * Who is asking, and what they may do.
 *
 * @param name the account's name; empty for a stranger
 * @param title as people say it, such as Team Yellow
 * @param domains the domains this actor is a member of
 */
public record Actor(String name, String title, Set<Role> roles, Set<String> domains) {

    /** Somebody who has not signed in. */
    public static final Actor STRANGER = new Actor("", "", Set.of(), Set.of());

    static final Actor ENGINE = new Actor("meshwright", "Meshwright", Set.of(Role.ENGINE), Set.of());

    public Actor {
        roles = Set.copyOf(roles);
        domains = Set.copyOf(domains);
    }

    public boolean isSignedIn() {
        return !name.isEmpty();
    }

    public boolean isOperator() {
        return roles.contains(Role.OPERATOR);
    }

    public boolean isGovernance() {
        return roles.contains(Role.GOVERNANCE);
    }

    public boolean isMemberOf(String domain) {
        return domains.contains(domain);
    }

    /** Whether this actor may register products in some domain. */
    public boolean mayRegister() {
        return isOperator() || !domains.isEmpty();
    }

    /** Whether this actor may register and change products of the domain. */
    public boolean mayChange(String domain) {
        return isOperator() || isMemberOf(domain);
    }

    /** Whether this actor may start and stop runs of the domain's products. */
    public boolean mayRun(String domain) {
        return mayChange(domain);
    }

    /** Whether this actor may see rows of the domain's products, such as those that break a rule. */
    public boolean maySeeRows(String domain) {
        return mayChange(domain) || isGovernance() || roles.contains(Role.ENGINE);
    }
}
