package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Functions and procedures, and everything that changes them. */
public final class Routines {

    private final Storage storage;

    Routines(Storage storage) {
        this.storage = storage;
    }

    public Collection<StoredRoutine> all() {
        return storage.contents().routines().values();
    }

    /** Those of a dataset, by name. */
    public List<StoredRoutine> of(String project, String dataset) {
        return all().stream()
                .filter(routine -> routine.name().project().equals(project)
                        && routine.name().dataset().equals(dataset))
                .sorted(Comparator.comparing(routine -> routine.name().routine()))
                .toList();
    }

    public Optional<StoredRoutine> find(StoredRoutine.Name name) {
        return Optional.ofNullable(storage.contents().routines().get(name));
    }

    public StoredRoutine require(StoredRoutine.Name name) {
        return find(name).orElseThrow(() -> ApiError.notFound("Routine " + name));
    }

    /** @param replace whether one of that name may be there already */
    public synchronized StoredRoutine put(StoredRoutine.Name name, ObjectNode properties, boolean replace) {
        storage.requireDataset(name.project(), name.dataset());
        Optional<StoredRoutine> old = find(name);
        if (old.isPresent() && !replace) {
            throw ApiError.duplicate("Routine " + name);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        StoredRoutine routine = new StoredRoutine(
                name, properties, old.map(StoredRoutine::created).orElse(now), now);
        storage.commit(List.of(new Change.PutRoutine(routine)));
        return routine;
    }

    public synchronized void delete(StoredRoutine.Name name) {
        require(name);
        storage.commit(List.of(new Change.DropRoutine(name)));
    }
}
