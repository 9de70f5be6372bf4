package io.meshwright.sql;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOutputColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedQueryStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedTableScan;
import com.google.zetasql.resolvedast.ResolvedNodes.Visitor;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Google's analyzer for the queries that define products. Safe for use by many threads.
 *
 * <p>The first analysis loads native code for a second or two; {@link #warm()} does that ahead of time.
 */
public final class SqlAnalyzer {

    private final StatementResolver resolver = StatementResolver.ofQueries();

    public void warm() {
        resolver.warm();
    }

    /** Analyzes one query; {@code dataset.table} means a table of {@code defaultProject}. */
    public Outcome<AnalyzedQuery> analyze(String file, String sql, Tables tables, String defaultProject) {
        return analyze(file, sql, tables, Names.in(defaultProject), Map.of());
    }

    /** Analyzes one query that may use a default dataset and named parameters (name to GoogleSQL type). */
    public Outcome<AnalyzedQuery> analyze(
            String file, String sql, Tables tables, Names names, Map<String, String> parameters) {
        Outcome<ResolvedSql> resolved = resolver.resolve(file, sql, tables, names, QueryParameters.named(parameters));
        if (!resolved.isOk()) {
            return Outcome.failed(resolved.diagnostics());
        }
        return AnalyzerProblem.catching(file, sql, () -> describe(file, sql, tables, resolved.get()));
    }

    private static Outcome<AnalyzedQuery> describe(String file, String sql, Tables tables, ResolvedSql resolved) {
        ResolvedQueryStmt query = (ResolvedQueryStmt) resolved.statement();
        List<Diagnostic> problems = namingProblems(file, query);
        if (!problems.isEmpty()) {
            return Outcome.failed(problems);
        }
        return Outcome.of(new AnalyzedQuery(
                columns(query),
                tablesRead(query),
                new LineageTracer(ExpressionTexts.of(sql)).trace(query),
                new Nullability(tables).neverNull(query)));
    }

    /** Columns of a query; anonymous ones get BigQuery's names {@code f0_}, {@code f1_}, ... */
    public static List<Column> columns(ResolvedQueryStmt query) {
        return columns(query.getOutputColumnList());
    }

    public static List<Column> columns(List<ResolvedOutputColumn> outputs) {
        List<Column> columns = new ArrayList<>();
        int anonymous = 0;
        for (ResolvedOutputColumn output : outputs) {
            boolean named = !output.getName().startsWith("$");
            String name = named ? output.getName() : "f" + anonymous++ + "_";
            columns.add(new Column(name, GoogleSqlType.name(output.getColumn().getType())));
        }
        return columns;
    }

    private static List<Diagnostic> namingProblems(String file, ResolvedQueryStmt query) {
        Set<String> seen = new HashSet<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (Column column : columns(query)) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                problems.add(Diagnostic.error(
                        "column-duplicate",
                        SourceLocation.of(file),
                        "two output columns are named '" + column.name() + "'; give one of them another name with AS"));
            }
        }
        return problems;
    }

    /** The tables a statement reads. */
    public static Set<TableName> tablesRead(com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement statement) {
        Set<String> names = new TreeSet<>();
        statement.accept(new Visitor() {
            @Override
            public void visit(ResolvedTableScan scan) {
                names.add(scan.getTable().getFullName());
                super.visit(scan);
            }
        });
        Set<TableName> tables = new HashSet<>();
        names.forEach(name -> tables.add(TableName.parse(name, "")));
        return tables;
    }
}
