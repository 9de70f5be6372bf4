package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Everything that changes datasets. */
public final class Datasets {

    private final Storage storage;

    public Datasets(Storage storage) {
        this.storage = storage;
    }

    public synchronized StoredDataset create(String project, String name, ObjectNode properties) {
        if (storage.dataset(project, name).isPresent()) {
            throw ApiError.duplicate("Dataset " + project + ":" + name);
        }
        Instant now = now();
        StoredDataset dataset = new StoredDataset(project, name, properties, now, now);
        storage.commit(List.of(new Change.PutDataset(dataset)));
        return dataset;
    }

    public synchronized StoredDataset describe(String project, String name, ObjectNode properties) {
        StoredDataset old = storage.requireDataset(project, name);
        StoredDataset dataset = new StoredDataset(project, name, properties, old.created(), now());
        storage.commit(List.of(new Change.PutDataset(dataset)));
        return dataset;
    }

    public synchronized void delete(String project, String name, boolean withTables) {
        storage.requireDataset(project, name);
        List<StoredTable> tables = storage.tables(project, name);
        List<StoredRoutine> routines = storage.routines().of(project, name);
        if (!withTables && !(tables.isEmpty() && routines.isEmpty())) {
            throw new ApiError("resourceInUse", "Dataset " + project + ":" + name + " is still in use");
        }
        List<Change> changes = new ArrayList<>();
        tables.forEach(table -> changes.add(new Change.DropTable(table.name())));
        routines.forEach(routine -> changes.add(new Change.DropRoutine(routine.name())));
        changes.add(new Change.DropDataset(project, name));
        storage.commit(changes);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
