package io.meshwright.emulator.storage;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who reads what, and the physical tables that no name points at any more: they go when nobody reads them. */
final class Leases {

    private final Set<Lease> leases = new HashSet<>();
    private final Set<Long> unused = new HashSet<>();

    synchronized Lease add(Lease lease) {
        leases.add(lease);
        return lease;
    }

    synchronized void remove(Lease lease) {
        leases.remove(lease);
    }

    synchronized void unused(Collection<Long> physicals) {
        unused.addAll(physicals);
    }

    synchronized void forgetUnused() {
        unused.clear();
    }

    /** Those that nobody reads; from now on they are the caller's to remove. */
    synchronized List<Long> takeRemovable() {
        List<Long> removable = unused.stream()
                .filter(id -> leases.stream().noneMatch(lease -> lease.holds(id)))
                .toList();
        removable.forEach(unused::remove);
        return removable;
    }
}
