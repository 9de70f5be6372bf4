package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Writes WITH, all at the head of a query: the analyzer makes its names unique, but not those in functions it inlines. */
final class WithWriter {

    private final QueryWriter queries;
    private final Map<String, List<ResolvedColumn>> columns = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    WithWriter(QueryWriter queries) {
        this.queries = queries;
    }

    String write(ResolvedWithScan scan, Supplier<String> body) {
        Map<String, List<ResolvedColumn>> outerColumns = Map.copyOf(columns);
        Map<String, String> outerNames = Map.copyOf(names);
        List<String> entries = new ArrayList<>();
        for (ResolvedWithEntry entry : scan.getWithEntryList()) {
            String name = entry.getWithQueryName();
            String query = queries.write(entry.getWithSubquery());
            String own = used.add(name) ? name : name + "_" + queries.alias();
            columns.put(name, entry.getWithSubquery().getColumnList());
            names.put(name, own);
            entries.add(Duck.name(own) + " AS (" + query + ")");
        }
        String query = headed(String.join(", ", entries), body.get());
        columns.putAll(outerColumns);
        names.putAll(outerNames);
        return query;
    }

    String reference(ResolvedWithRefScan scan) {
        String name = scan.getWithQueryName();
        return "SELECT "
                + SelectList.renamed(columns.get(name), scan.getColumnList()).sql() + " FROM "
                + Duck.name(names.get(name));
    }

    /** A query after entries of its own and, where it begins with some, those. */
    private static String headed(String entries, String query) {
        for (String start : List.of("WITH RECURSIVE ", "WITH ")) {
            if (query.startsWith(start)) {
                return start + entries + ", " + query.substring(start.length());
            }
        }
        return "WITH " + entries + " " + query;
    }
}
