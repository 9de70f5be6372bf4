package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.guard.TableGuard;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.translation.TranslationCatalog.PhysicalTable;
import io.meshwright.sql.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The views of the metadata, by name; a caller finds in them only what they may see. */
public final class InformationSchema {

    private static final String PREFIX = "INFORMATION_SCHEMA.";
    private static final String REGION = "region-";

    private final Storage storage;
    private final TableGuard guard;
    private final Activity activity;
    private final Map<String, InformationView> views = new HashMap<>();

    /**
     * What goes on in a project of that name.
     *
     * @param jobs its jobs as the REST API shows them
     * @param sessions its sessions as rows of {@code SESSIONS}
     */
    public record Activity(Function<String, List<ObjectNode>> jobs, Function<String, List<ObjectNode>> sessions) {}

    public InformationSchema(Storage storage, TableGuard guard, Activity activity) {
        this.storage = storage;
        this.guard = guard;
        this.activity = activity;
        views.putAll(DatasetViews.ALL);
        views.putAll(TableViews.ALL);
        views.putAll(ColumnViews.ALL);
        views.putAll(ConstraintViews.ALL);
        views.putAll(StorageViews.ALL);
        views.putAll(RoutineViews.ALL);
        views.putAll(JobViews.ALL);
        views.putAll(SessionViews.ALL);
    }

    /** Whether a name means metadata and not a table. */
    public static boolean isMetadata(TableName name) {
        return name.table().toUpperCase(Locale.ROOT).startsWith(PREFIX) || LegacyTables.isOne(name);
    }

    /** The view of a name, or empty when there is none of that name. */
    public Optional<PhysicalTable> view(TableName name, Caller caller) {
        InformationView view = LegacyTables.isOne(name)
                ? LegacyTables.of(name)
                : views.get(name.table().substring(PREFIX.length()).toUpperCase(Locale.ROOT));
        if (view == null) {
            // A name that means nothing must not tell either which datasets there are.
            requireVisible(name, caller, name.project(), isOfRegion(name) ? "" : name.dataset());
            OtherViews.refuse(name.table().substring(PREFIX.length()));
            return Optional.empty();
        }
        Scope scope = scope(name, view, caller);
        return Optional.of(new PhysicalTable(name, view.schema().columns(), view.relation(scope)));
    }

    /** Whether a name asks for all of a project: {@code `region-us`.INFORMATION_SCHEMA.TABLES}. */
    public static boolean isOfRegion(TableName name) {
        return isMetadata(name) && name.dataset().toLowerCase(Locale.ROOT).startsWith(REGION);
    }

    private Scope scope(TableName name, InformationView view, Caller caller) {
        boolean region = isOfRegion(name);
        String project = view.ofProject() && !region ? name.dataset() : name.project();
        String dataset = view.ofProject() || region ? "" : name.dataset();
        requireVisible(name, caller, project, dataset);
        if (!dataset.isEmpty()) {
            storage.requireDataset(project, dataset);
        }
        return new Scope(
                storage,
                guard,
                caller,
                project,
                dataset,
                view.ofProject() ? activity.jobs().apply(project) : List.of(),
                view.ofProject() ? activity.sessions().apply(project) : List.of());
    }

    private void requireVisible(TableName name, Caller caller, String project, String dataset) {
        if (!dataset.isEmpty() && !guard.maySee(caller, project, dataset)) {
            throw ApiError.accessDenied("Table " + Storage.text(name) + ": User does not have permission to query"
                    + " table " + Storage.text(name) + ", or perhaps it does not exist.");
        }
    }
}
