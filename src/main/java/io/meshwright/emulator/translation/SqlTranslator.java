package io.meshwright.emulator.translation;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.sql.Column;
import io.meshwright.sql.Names;
import io.meshwright.sql.ResolvedSql;
import io.meshwright.sql.SourcePlaces;
import io.meshwright.sql.StatementResolver;
import io.meshwright.sql.Statements;
import io.meshwright.sql.TableName;
import io.meshwright.sql.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns one GoogleSQL statement into DuckDB SQL with the same meaning, or says what of it is not supported and where.
 *
 * <p>Safe for use by many threads. The DuckDB that runs the result needs {@link TranslationRuntime#install}.
 */
public final class SqlTranslator {

    /** The file of diagnostics: statements come over the wire. */
    public static final String FILE = "query";

    private static final Pattern UNKNOWN_FUNCTION =
            Pattern.compile("(?:there is no function|[Ff]unction not found:) '?([A-Za-z_0-9.`]+)");

    private static final int REMEMBERED = 500;

    /** Relations that carry their rows along are neither small nor long the same. */
    private static final int LONGEST_RELATION = 10_000;

    private final StatementResolver resolver = StatementResolver.ofStatements();
    private final Map<StatementRequest, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StatementRequest, Remembered> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A translation, good as long as the tables it names are what they were. */
    private record Remembered(Translation translation, Map<TableName, TranslationCatalog.PhysicalTable> tables) {
        boolean isCurrent(TranslationCatalog catalog) {
            return tables.entrySet().stream()
                    .allMatch(table -> catalog.table(table.getKey()).equals(Optional.of(table.getValue())));
        }
    }

    /** Loads the analyzer, which takes a second or two the first time. */
    public void warm() {
        resolver.warm();
    }

    /** The statements of a script, each ready to be translated; its answer is the answer of the last. */
    public Outcome<List<String>> statements(String script) {
        return Statements.of(FILE, script);
    }

    public Outcome<Translation> translate(StatementRequest request, TranslationCatalog catalog) {
        Remembered known;
        synchronized (remembered) {
            known = remembered.get(request);
        }
        if (known != null && known.isCurrent(catalog)) {
            return Outcome.of(known.translation());
        }
        TablesSeen tables = new TablesSeen(catalog);
        Outcome<Translation> translation = translateAnew(request, tables);
        if (translation.isOk() && translation.get().type().movesRows() && tables.areSmall()) {
            synchronized (remembered) {
                remembered.put(request, new Remembered(translation.get(), Map.copyOf(tables.seen)));
            }
        }
        return translation;
    }

    private Outcome<Translation> translateAnew(StatementRequest request, TablesSeen tables) {
        ParameterValues parameters;
        try {
            parameters = new ParameterValues(request);
            Names names = new Names(
                    request.project(),
                    request.defaultDataset(),
                    request.declarations().temporary());
            Outcome<ResolvedSql> resolved = resolver.resolve(
                    FILE, request.sql(), tables, names, parameters.types(), request.declarations(), request.zone());
            if (!resolved.isOk()) {
                return Outcome.failed(resolved.diagnostics().stream()
                        .map(SqlTranslator::refused)
                        .toList());
            }
            return Outcome.of(new StatementWriter(tables, parameters, names).write(resolved.get()));
        } catch (UnsupportedSql e) {
            return Outcome.failed(Diagnostic.error(
                    "sql-unsupported",
                    place(request.sql(), e),
                    "the embedded warehouse does not support " + e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Outcome.failed(
                    Diagnostic.error("parameter-invalid", SourceLocation.of(FILE), String.valueOf(e.getMessage())));
        }
    }

    /** A function the analyzer does not know, but BigQuery does, is refused and not unknown. */
    private static Diagnostic refused(Diagnostic unknown) {
        Matcher function = UNKNOWN_FUNCTION.matcher(unknown.message());
        if (!function.find()) {
            return unknown;
        }
        String name = function.group(1).replace("`", "");
        return Functions.TABLE
                .find(name.toLowerCase(Locale.ROOT))
                .filter(FunctionTable.Entry::isRefused)
                .map(entry -> Diagnostic.error(
                        "sql-unsupported",
                        unknown.location(),
                        "the embedded warehouse does not support " + name.toUpperCase(Locale.ROOT) + ": "
                                + entry.refusal()))
                .orElse(unknown);
    }

    /** The one expression of a query without tables, to stand in other DuckDB SQL. */
    public String expression(StatementRequest request) {
        TablesSeen tables = new TablesSeen(name -> Optional.empty());
        Names names = new Names(request.project(), request.defaultDataset());
        ParameterValues parameters = new ParameterValues(request);
        ResolvedSql resolved = resolver.resolve(FILE, request.sql(), tables, names, parameters.types())
                .get();
        return new StatementWriter(tables, parameters, names).expression(resolved);
    }

    private static SourceLocation place(String sql, UnsupportedSql unsupported) {
        return SourcePlaces.of(FILE, sql, unsupported.name());
    }

    /** The catalog as the analyzer asks it, remembering what it answered. */
    private static final class TablesSeen implements Tables, TranslationCatalog {
        private final TranslationCatalog catalog;
        private final Map<TableName, PhysicalTable> seen = new LinkedHashMap<>();

        TablesSeen(TranslationCatalog catalog) {
            this.catalog = catalog;
        }

        boolean areSmall() {
            return seen.values().stream().allMatch(table -> table.relation().length() < LONGEST_RELATION);
        }

        @Override
        public Optional<PhysicalTable> table(TableName name) {
            if (!seen.containsKey(name)) {
                catalog.table(name).ifPresent(table -> seen.put(name, table));
            }
            return Optional.ofNullable(seen.get(name));
        }

        @Override
        public Optional<List<Column>> columns(TableName name) {
            return table(name).map(PhysicalTable::columns);
        }

        @Override
        public Optional<String> asOf(TableName name, String moment) {
            return catalog.asOf(name, moment);
        }

        @Override
        public List<TableName> known() {
            return catalog.tables();
        }
    }
}
