package io.meshwright.workshop;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.sql.TableName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a query as somebody types it: what the analyzer says, and whether it reads only what was picked. */
final class SqlCheck {

    private static final Pattern SUGGESTION =
            Pattern.compile("(?i)did you mean [`']?([A-Za-z_][A-Za-z0-9_.]*)[`']?\\?");
    private static final Pattern WORD = Pattern.compile("`[^`]*`|[A-Za-z_][A-Za-z0-9_.]*");

    private final SqlAnalyzer analyzer;
    private final String project;

    SqlCheck(SqlAnalyzer analyzer, String project) {
        this.analyzer = analyzer;
        this.project = project;
    }

    /** The analysis, if there is one, and what is wrong. */
    record Checked(Optional<AnalyzedQuery> query, List<SqlFinding> findings) {}

    Checked check(Draft draft, Choices choices) {
        Outcome<AnalyzedQuery> outcome = analyzer.analyze(draft.name() + ".sql", draft.sql(), choices, project);
        if (!outcome.isOk()) {
            return new Checked(
                    Optional.empty(),
                    outcome.diagnostics().stream()
                            .map(diagnostic -> finding(diagnostic, draft.sql()))
                            .toList());
        }
        return new Checked(outcome.value(), undeclared(outcome.get(), draft, choices));
    }

    private static List<SqlFinding> undeclared(AnalyzedQuery query, Draft draft, Choices choices) {
        return query.tables().stream()
                .sorted(Comparator.comparing(TableName::toString))
                .flatMap(table -> choices.of(table).stream())
                .filter(choice -> !draft.inputs().contains(choice.contractId()))
                .map(choice -> {
                    int at = draft.sql().indexOf(choice.table());
                    String before = at < 0 ? "" : draft.sql().substring(0, at);
                    int line = at < 0
                            ? 0
                            : (int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0);
                    return new SqlFinding(
                            line,
                            at < 0 ? 0 : at - before.lastIndexOf('\n'),
                            choice.table() + " is not among the inputs of this product.",
                            "",
                            "",
                            choice.contractId());
                })
                .toList();
    }

    private static SqlFinding finding(Diagnostic diagnostic, String sql) {
        int line = diagnostic.location().line();
        int column = diagnostic.location().column();
        Matcher suggestion = SUGGESTION.matcher(diagnostic.message());
        if (suggestion.find() && line > 0 && column > 0) {
            int start = offset(sql, line, column);
            Matcher word = WORD.matcher(sql);
            if (start <= sql.length() && word.find(start) && word.start() == start) {
                String wrong = word.group();
                int dot = wrong.startsWith("`") ? -1 : wrong.lastIndexOf('.');
                boolean qualified = dot >= 0 && !suggestion.group(1).contains(".");
                String better = qualified ? wrong.substring(0, dot + 1) + suggestion.group(1) : suggestion.group(1);
                String fixed = sql.substring(0, start) + better + sql.substring(word.end());
                return new SqlFinding(
                        line, column, diagnostic.message(), fixed, "Replace " + wrong + " with " + better, "");
            }
        }
        return new SqlFinding(line, column, diagnostic.message(), "", "", "");
    }

    private static int offset(String sql, int line, int column) {
        int start = 0;
        for (int passed = 1; passed < line; passed++) {
            start = sql.indexOf('\n', start) + 1;
        }
        return start + column - 1;
    }
}
