package io.meshwright.sql;

import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.ParseResumeLocation;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateFunctionStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateTableFunctionStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateViewBase;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Temporary functions and the one statement that follows them. */
final class FunctionScript {

    private final NameCatalogs catalogs;
    private final AnalyzerOptions options;
    private final String sql;
    private final byte[] bytes;

    FunctionScript(NameCatalogs catalogs, AnalyzerOptions options, String sql) {
        this.catalogs = catalogs;
        this.options = options;
        this.sql = sql;
        this.bytes = sql.getBytes(StandardCharsets.UTF_8);
    }

    Outcome<ResolvedSql> resolve(String file, Declarations given) {
        ParseResumeLocation place = new ParseResumeLocation(sql);
        List<SqlRoutine> routines = new ArrayList<>(given.routines());
        ResolvedStatement statement = null;
        while (place.getBytePosition() < bytes.length && !rest(place).isBlank()) {
            Declarations known = given.withRoutines(routines);
            place = named(file, place, known);
            int start = place.getBytePosition();
            statement = next(place, known);
            if (statement instanceof ResolvedCreateViewBase || statement instanceof ResolvedCreateTableFunctionStmt) {
                place.setBytePosition(start);
                statement = next(place, given.lasting());
            }
            if (statement instanceof ResolvedCreateFunctionStmt create) {
                String name = create.getNamePath().get(0);
                Optional<SqlRoutine> routine = SqlRoutines.of(create, List.of(name));
                if (routine.isEmpty()) {
                    return Outcome.failed(Diagnostic.error(
                            "sql-unsupported",
                            SourcePlaces.of(file, sql, name),
                            "the embedded warehouse does not support " + SqlRoutines.FOREIGN + ": " + name));
                }
                routines.removeIf(other -> other.isTemporary() && other.name().equalsIgnoreCase(name));
                routines.add(routine.get());
            }
        }
        return Outcome.of(new ResolvedSql(statement));
    }

    /** The same place, in front of a statement whose time series functions are named for the analyzer. */
    private ParseResumeLocation named(String file, ParseResumeLocation place, Declarations declarations) {
        int start = place.getBytePosition();
        Analyzer.extractTableNamesFromNextStatement(place, options);
        String text = new String(bytes, start, place.getBytePosition() - start, StandardCharsets.UTF_8);
        byte[] named =
                SeriesCalls.named(file, text, catalogs, options, declarations).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(named, 0, bytes, start, named.length);
        ParseResumeLocation again = new ParseResumeLocation(new String(bytes, StandardCharsets.UTF_8));
        again.setBytePosition(start);
        return again;
    }

    private ResolvedStatement next(ParseResumeLocation place, Declarations declarations) {
        int start = place.getBytePosition();
        List<List<String>> paths = TablePaths.ofNext(place, bytes, options);
        String text = new String(bytes, start, place.getBytePosition() - start, StandardCharsets.UTF_8);
        place.setBytePosition(start);
        try (RegisteredCatalogs.Lease lease = catalogs.lease(text, paths, declarations)) {
            return Analyzer.analyzeNextStatement(place, options, lease.catalog());
        }
    }

    private String rest(ParseResumeLocation place) {
        return new String(
                bytes, place.getBytePosition(), bytes.length - place.getBytePosition(), StandardCharsets.UTF_8);
    }
}
