package io.meshwright.emulator.storage;

import io.meshwright.emulator.storage.Contents.DatasetName;
import io.meshwright.sql.TableName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One thing that happens to the contents; several commit together. */
sealed interface Change {

    record PutDataset(StoredDataset dataset) implements Change {}

    record DropDataset(String project, String dataset) implements Change {}

    record PutTable(StoredTable table) implements Change {}

    record DropTable(TableName name) implements Change {}

    record PutRoutine(StoredRoutine routine) implements Change {}

    record DropRoutine(StoredRoutine.Name name) implements Change {}

    record PutJob(JobRecord job) implements Change {}

    /** The same changes, their tables changed at some time. */
    static List<Change> at(Instant time, List<Change> changes) {
        return changes.stream()
                .map(change -> change instanceof PutTable put
                        ? new PutTable(put.table().changedAt(time))
                        : change)
                .toList();
    }

    /** The contents after some changes. */
    static Contents apply(Contents before, Iterable<Change> changes) {
        Map<DatasetName, StoredDataset> datasets = new HashMap<>(before.datasets());
        Map<TableName, StoredTable> tables = new HashMap<>(before.tables());
        Map<StoredRoutine.Name, StoredRoutine> routines = new HashMap<>(before.routines());
        for (Change change : changes) {
            if (change instanceof PutDataset put) {
                datasets.put(
                        new DatasetName(put.dataset().project(), put.dataset().name()), put.dataset());
            } else if (change instanceof DropDataset drop) {
                datasets.remove(new DatasetName(drop.project(), drop.dataset()));
            } else if (change instanceof PutTable put) {
                tables.put(put.table().name(), put.table());
            } else if (change instanceof DropTable drop) {
                tables.remove(drop.name());
            } else if (change instanceof PutRoutine put) {
                routines.put(put.routine().name(), put.routine());
            } else if (change instanceof DropRoutine drop) {
                routines.remove(drop.name());
            }
        }
        return new Contents(datasets, tables, routines);
    }
}
