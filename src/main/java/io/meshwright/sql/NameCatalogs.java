package io.meshwright.sql;

import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.SqlException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The catalogs for statements of one script or query: with what each of them names, and no more. */
final class NameCatalogs {

    private final RegisteredCatalogs catalogs;
    private final AnalyzerOptions options;
    private final Tables tables;
    private final Names names;
    private final List<SeriesCall> series = new ArrayList<>();

    NameCatalogs(RegisteredCatalogs catalogs, AnalyzerOptions options, Tables tables, Names names) {
        this.catalogs = catalogs;
        this.options = options;
        this.tables = tables;
        this.names = names;
    }

    /** A function that the catalogs hold from now on. */
    void add(SeriesCall call) {
        series.add(call);
    }

    RegisteredCatalogs.Lease lease(String sql, List<List<String>> paths, Declarations declarations) {
        return lease(sql, paths, Optional.empty(), declarations);
    }

    /**
     * @param paths the tables the statement names
     * @param perhapsNew one of them that has no columns yet where it is missing
     */
    RegisteredCatalogs.Lease lease(
            String sql, List<List<String>> paths, Optional<List<String>> perhapsNew, Declarations declarations) {
        List<SqlRoutine> routines = SqlRoutines.named(sql, declarations.routines());
        Map<String, RegisteredCatalogs.Entry> entries = new TreeMap<>();
        put(entries, paths, names);
        perhapsNew.ifPresent(path -> entries.putIfAbsent(key(path), empty(path)));
        for (SqlRoutine routine : routines) {
            put(
                    entries,
                    tablesOf(routine),
                    routine.isTemporary() ? names : Names.in(routine.path().get(0)));
        }
        return catalogs.lease(new RegisteredCatalogs.Content(
                sorted(entries.values()),
                variables(sql, declarations),
                routines,
                series,
                names.project(),
                routines.isEmpty()
                        ? ""
                        : names.dataset()
                                .map(name -> names.dataset(List.of(name)))
                                .orElse("")));
    }

    /** The tables that paths name. */
    List<RegisteredCatalogs.Entry> entries(List<List<String>> paths, Names in) {
        Map<String, RegisteredCatalogs.Entry> entries = new TreeMap<>();
        put(entries, paths, in);
        return sorted(entries.values());
    }

    private void put(Map<String, RegisteredCatalogs.Entry> entries, List<List<String>> paths, Names in) {
        for (List<String> path : paths) {
            in.table(path).ifPresent(name -> tables.columns(name)
                    .ifPresent(columns ->
                            entries.putIfAbsent(key(path), new RegisteredCatalogs.Entry(path, name, columns))));
        }
    }

    private static String key(List<String> path) {
        return path.toString().toLowerCase(Locale.ROOT);
    }

    private RegisteredCatalogs.Entry empty(List<String> path) {
        TableName name = names.table(path).orElse(new TableName(names.project(), "_new", path.get(path.size() - 1)));
        return new RegisteredCatalogs.Entry(path, name, List.of());
    }

    private static List<RegisteredCatalogs.Entry> sorted(Collection<RegisteredCatalogs.Entry> entries) {
        List<RegisteredCatalogs.Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(entry -> entry.path().toString()));
        return List.copyOf(sorted);
    }

    private List<List<String>> tablesOf(SqlRoutine routine) {
        if (routine.javaScript().isPresent()) {
            return List.of();
        }
        String query = routine.kind() == SqlRoutine.Kind.TABLE ? routine.body() : "SELECT (" + routine.body() + "\n)";
        try {
            return TablePaths.of(query, options);
        } catch (SqlException e) {
            // What is wrong with a body is told where it is called.
            return List.of();
        }
    }

    /** Those whose names occur; where their values are does not matter here. */
    private static List<Variable> variables(String sql, Declarations declarations) {
        String text = sql.toLowerCase(Locale.ROOT);
        return declarations.variables().stream()
                .filter(variable -> text.contains(variable.name().toLowerCase(Locale.ROOT)))
                .map(variable -> new Variable(variable.name(), variable.type(), ""))
                .toList();
    }
}
