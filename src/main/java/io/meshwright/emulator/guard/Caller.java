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

    /** Whether this is the application itself. */
    public boolean isEngine() {
        return roles.contains("engine");
    }

    /** The application itself, and those who run it. */
    public boolean isTrusted() {
        return isEngine() || roles.contains("operator");
    }
}
