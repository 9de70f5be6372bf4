package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.guard.TableGuard;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredDataset;
import io.meshwright.emulator.storage.StoredTable;
import java.util.List;

/**
 * What a view of the metadata may tell its caller.
 *
 * @param dataset the dataset asked about; empty for all of the project
 * @param jobs the project's jobs as the REST API shows them
 * @param sessions the project's sessions, as rows
 */
record Scope(
        Storage storage,
        TableGuard guard,
        Caller caller,
        String project,
        String dataset,
        List<ObjectNode> jobs,
        List<ObjectNode> sessions) {

    List<StoredDataset> datasets() {
        return storage.datasets(project).stream()
                .filter(each -> dataset.isEmpty() || each.name().equals(dataset))
                .filter(each -> guard.maySee(caller, project, each.name()))
                .toList();
    }

    List<StoredTable> tables() {
        return datasets().stream()
                .flatMap(each -> storage.tables(project, each.name()).stream())
                .filter(table -> guard.mayRead(caller, table.name()))
                .toList();
    }

    /** A row that begins with a table's three names. */
    static ObjectNode row(StoredTable table) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("table_catalog", table.name().project())
                .put("table_schema", table.name().dataset())
                .put("table_name", table.name().table());
    }

    static String yes(boolean value) {
        return value ? "YES" : "NO";
    }
}
