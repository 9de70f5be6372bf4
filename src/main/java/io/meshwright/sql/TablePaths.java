package io.meshwright.sql;

import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.ParseResumeLocation;
import com.google.zetasql.Parser;
import com.google.zetasql.parser.ASTNode;
import com.google.zetasql.parser.ASTNodes.ASTIdentifier;
import com.google.zetasql.parser.ASTNodes.ASTQualify;
import com.google.zetasql.parser.ASTNodes.ASTTablePathExpression;
import com.google.zetasql.parser.ASTNodes.ASTWindowClause;
import com.google.zetasql.parser.ParseTreeVisitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tables a statement names, which the analyzer lists without those in QUALIFY and WINDOW. */
final class TablePaths extends ParseTreeVisitor {

    private static final Pattern UNLISTED = Pattern.compile("\\b(QUALIFY|WINDOW)\\b", Pattern.CASE_INSENSITIVE);

    private final List<List<String>> paths;
    private int clauses;

    private TablePaths(List<List<String>> paths) {
        this.paths = paths;
    }

    static List<List<String>> of(String sql, AnalyzerOptions options) {
        return withUnlisted(Analyzer.extractTableNamesFromStatement(sql, options), sql, options);
    }

    /** Those of the statement at a place, which moves behind it. */
    static List<List<String>> ofNext(ParseResumeLocation place, byte[] sql, AnalyzerOptions options) {
        int start = place.getBytePosition();
        List<List<String>> listed = Analyzer.extractTableNamesFromNextStatement(place, options);
        String text = new String(sql, start, place.getBytePosition() - start, StandardCharsets.UTF_8);
        return withUnlisted(listed, text, options);
    }

    private static List<List<String>> withUnlisted(List<List<String>> listed, String sql, AnalyzerOptions options) {
        List<List<String>> paths = new ArrayList<>(listed);
        if (UNLISTED.matcher(sql).find()) {
            Parser.parseStatement(sql, options.getLanguageOptions()).accept(new TablePaths(paths));
        }
        return paths;
    }

    @Override
    public void visit(ASTQualify qualify) {
        inside(qualify);
    }

    @Override
    public void visit(ASTWindowClause window) {
        inside(window);
    }

    private void inside(ASTNode clause) {
        clauses++;
        defaultVisit(clause);
        clauses--;
    }

    @Override
    public void visit(ASTTablePathExpression table) {
        if (clauses > 0 && table.getPathExpr() != null) {
            paths.add(table.getPathExpr().getNames().stream()
                    .map(ASTIdentifier::getIdString)
                    .toList());
        }
        super.visit(table);
    }
}
