package io.meshwright.emulator.guard;

import java.util.Set;

/**
 * Who is asking.
 *
 * @param roles what access gave them, such as {@code engine} for the application itself or {@code operator}
 */
public record Caller(String name, Set<String> roles) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The application itself, and those who run it, may do everything. */
    public boolean isTrusted() {
        return roles.contains("engine") || roles.contains("operator");
    }
}
