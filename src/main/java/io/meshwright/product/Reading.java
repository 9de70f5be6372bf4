package io.meshwright.product;

import io.meshwright.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a set of registrations says: the mesh they make, and what is wrong with each. Names are those of {@link
 * Registration#name()}.
 *
 * @param mesh what could be read, broken registrations left out where nothing could be made of them
 * @param diagnostics by registration; warnings too
 * @param broken registrations that are wrong by themselves, or take what belongs to another
 * @param unlinked registrations that are right by themselves and do not fit the others
 */
public record Reading(Mesh mesh, Map<String, List<Diagnostic>> diagnostics, Set<String> broken, Set<String> unlinked) {

    public Reading {
        diagnostics = Map.copyOf(diagnostics);
        broken = Set.copyOf(broken);
        unlinked = Set.copyOf(unlinked);
    }
}
