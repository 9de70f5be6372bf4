package io.meshwright.emulator.script;

import io.meshwright.sql.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables that can be seen from a block: its own, and those of the blocks around it. */
public final class Scope {

    private final Scope outer;
    private final Map<String, Variable> own = new LinkedHashMap<>();

    Scope(Scope outer) {
        this.outer = outer;
    }

    /** One that no block is around. */
    public static Scope outermost() {
        return new Scope(null);
    }

    /** The first number that is the place of none of the variables. */
    int freePlace() {
        return variables().stream()
                        .mapToInt(variable -> Integer.parseInt(variable.place().substring(1)))
                        .max()
                        .orElse(-1)
                + 1;
    }

    void declare(Variable variable) {
        own.put(variable.name().toLowerCase(Locale.ROOT), variable);
    }

    Optional<Variable> find(String name) {
        Variable variable = own.get(name.toLowerCase(Locale.ROOT));
        return variable != null || outer == null ? Optional.ofNullable(variable) : outer.find(name);
    }

    /** All of them; an inner one hides an outer one of its name. */
    public List<Variable> variables() {
        Map<String, Variable> all = new LinkedHashMap<>();
        collect(all);
        return List.copyOf(all.values());
    }

    private void collect(Map<String, Variable> all) {
        if (outer != null) {
            outer.collect(all);
        }
        all.putAll(own);
    }
}
