package io.meshwright.emulator.storage;

import io.meshwright.sql.TableName;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All datasets and tables at one moment; never changes, so a reader sees one whole version of everything. */
record Contents(
        Map<DatasetName, StoredDataset> datasets,
        Map<TableName, StoredTable> tables,
        Map<StoredRoutine.Name, StoredRoutine> routines) {

    Contents {
        datasets = Map.copyOf(datasets);
        tables = Map.copyOf(tables);
        routines = Map.copyOf(routines);
    }

    record DatasetName(String project, String dataset) {}

    /** How many names point at a physical table. */
    long names(long physical) {
        return tables.values().stream()
                .filter(table -> table.physical() == physical)
                .count();
    }

    Set<Long> physicals() {
        return tables.values().stream()
                .map(StoredTable::physical)
                .filter(id -> id != 0)
                .collect(Collectors.toSet());
    }
}
