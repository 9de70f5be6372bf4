package io.meshwright.sql;

import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.SqlException;
import com.google.zetasql.ZetaSQLResolvedNodeKind.ResolvedNodeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateViewStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Resolves names and types of one statement with Google's analyzer. Safe for use by many threads. */
public final class StatementResolver {

    /** Deep enough for any statement a person or a generator writes. */
    private static final int NESTING = 10_000;

    private static final Pattern TEMPORARY_FUNCTION = Pattern.compile(
            "^(\\s|--[^\\n]*\\n|#[^\\n]*\\n|/\\*.*?\\*/)*+CREATE\\s+(OR\\s+REPLACE\\s+)?TEMP(ORARY)?\\s+(AGGREGATE\\s+)?FUNCTION\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final LanguageOptions language;
    private final RegisteredCatalogs catalogs;

    /** Whether mistakes are told in BigQuery's words, instead of our own. */
    private final boolean quoting;

    private StatementResolver(Set<ResolvedNodeKind> statements, boolean quoting) {
        this.quoting = quoting;
        this.language = Dialect.language(statements);
        this.catalogs = RegisteredCatalogs.ofStatements(language);
    }

    public static StatementResolver ofQueries() {
        return new StatementResolver(Dialect.QUERIES, false);
    }

    /** Queries, DML and DDL; mistakes are told in BigQuery's words. */
    public static StatementResolver ofStatements() {
        return new StatementResolver(Dialect.STATEMENTS, true);
    }

    /** Loads the native code and the built-in functions, which takes a second or two the first time. */
    public void warm() {
        resolve(
                "warm-up",
                "SELECT 1 AS one, [1, 2] AS two",
                table -> Optional.empty(),
                Names.in("warm"),
                QueryParameters.none());
    }

    /** The resolved statement, or what is wrong with it and where in {@code file}. */
    public Outcome<ResolvedSql> resolve(
            String file, String sql, Tables tables, Names names, QueryParameters parameters) {
        return resolve(file, sql, tables, names, parameters, Declarations.NONE, "UTC");
    }

    /** The resolved statement, which may name variables and routines and has a default time zone. */
    public Outcome<ResolvedSql> resolve(
            String file,
            String sql,
            Tables tables,
            Names names,
            QueryParameters parameters,
            Declarations declarations,
            String zone) {
        Optional<String> unsupported = Platform.unsupported();
        if (unsupported.isPresent()) {
            return Outcome.failed(Diagnostic.error("sql-platform", SourceLocation.of(file), unsupported.get()));
        }
        Native.load();
        return AnalyzerProblem.catching(file, sql, () -> {
            AnalyzerOptions options = Dialect.analyzer(language);
            options.setDefaultTimezone(zone);
            return analyze(file, sql, tables, names, parameters, declarations, options);
        });
    }

    private Outcome<ResolvedSql> analyze(
            String file,
            String sql,
            Tables tables,
            Names names,
            QueryParameters parameters,
            Declarations declarations,
            AnalyzerOptions options) {
        parameters.declareIn(options);
        SystemVariables.declareIn(options, sql, declarations.routines());
        if (SqlRoutines.passTables(sql, declarations.routines())) {
            options.setPruneUnusedColumns(false);
        }
        declarations.targets().forEach(type -> options.addTargetColumnType(GoogleSqlType.parse(type)));
        NameCatalogs known = new NameCatalogs(catalogs, options, tables, names);
        try {
            return TEMPORARY_FUNCTION.matcher(sql).find()
                    ? new FunctionScript(known, options, sql).resolve(file, declarations)
                    : statement(file, sql, known, options, declarations);
        } catch (InvalidSeries e) {
            return Outcome.failed(e.diagnostic());
        } catch (SqlException e) {
            Planning.check();
            if (AnalyzerConnection.isLost(e)) {
                throw e;
            }
            List<String> columns = columnNames(known.entries(pathsOf(sql, options), names));
            AnalyzerProblem problem = new AnalyzerProblem(file, sql, SeriesCalls.unnamed(e.getMessage()));
            return Outcome.failed(quoting ? problem.quoted() : problem.diagnostic(tables, names, columns));
        }
    }

    private static Outcome<ResolvedSql> statement(
            String file, String written, NameCatalogs known, AnalyzerOptions options, Declarations declarations) {
        String sql = SeriesCalls.named(file, written, known, options, declarations);
        List<List<String>> paths = TablePaths.of(sql, options);
        Optional<NamedTable> named = NamedTable.of(sql);
        named.ifPresent(table -> paths.add(table.path()));
        Optional<List<String>> perhapsNew = named.filter(NamedTable::mayBeNew).map(NamedTable::path);
        try (RegisteredCatalogs.Lease lease = known.lease(sql, paths, perhapsNew, declarations)) {
            ResolvedStatement statement = Analyzer.analyzeStatement(sql, options, lease.catalog());
            if (statement instanceof ResolvedCreateViewStmt || DateLiterals.perhapsLost(statement) == 0) {
                return Outcome.of(new ResolvedSql(statement));
            }
            String spelled = DateLiterals.spelledOut(sql);
            ResolvedStatement again = Analyzer.analyzeStatement(spelled, options, lease.catalog());
            return !DateLiterals.areMeant(DateLiterals.perhapsLost(again), spelled)
                    ? Outcome.failed(Diagnostic.error(
                            "sql-unsupported",
                            SourceLocation.of(file),
                            "a constant DATE that becomes a DATETIME is not supported here; write it as DATETIME"))
                    : Outcome.of(new ResolvedSql(again));
        }
    }

    /** The tables a statement names, none when it cannot even be parsed. */
    private static List<List<String>> pathsOf(String sql, AnalyzerOptions options) {
        try {
            return TablePaths.of(sql, options);
        } catch (SqlException e) {
            return List.of();
        }
    }

    private static List<String> columnNames(List<RegisteredCatalogs.Entry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.columns().stream())
                .map(Column::name)
                .distinct()
                .toList();
    }

    /** Loaded at the first statement, so that other platforms get a message and not a link error. */
    private static final class Native {
        static {
            NestingDepth.raiseTo(NESTING);
            AnalyzerConnection.waitForIt();
        }

        static void load() {}
    }
}
