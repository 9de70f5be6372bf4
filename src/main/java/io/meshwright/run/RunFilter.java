package io.meshwright.run;

import io.meshwright.product.ProductName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which runs somebody wants to see; what is empty filters nothing.
 *
 * @param states any of them
 */
public record RunFilter(List<RunState> states, Optional<String> domain, Optional<ProductName> product) {

    public RunFilter {
        states = List.copyOf(states);
    }

    public boolean isEmpty() {
        return states.isEmpty() && domain.isEmpty() && product.isEmpty();
    }

    /** A condition on a row of {@code run}, with a question mark for each of {@link #arguments}. */
    String condition() {
        List<String> conditions = new ArrayList<>(List.of("TRUE"));
        if (!states.isEmpty()) {
            conditions.add("state = ANY (?)");
        }
        domain.ifPresent(name -> conditions.add("domain = ?"));
        product.ifPresent(name -> conditions.add("domain = ? AND product = ?"));
        return String.join(" AND ", conditions);
    }

    List<Object> arguments() {
        List<Object> arguments = new ArrayList<>();
        if (!states.isEmpty()) {
            arguments.add(states.stream().map(RunState::name).toArray(String[]::new));
        }
        domain.ifPresent(arguments::add);
        product.ifPresent(name -> {
            arguments.add(name.domain());
            arguments.add(name.name());
        });
        return arguments;
    }
}
