package io.meshwright.sql;

import com.google.zetasql.LanguageOptions;
import com.google.zetasql.Parser;
import com.google.zetasql.SqlException;
import com.google.zetasql.parser.ASTNodes.ASTScript;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;

/** Parses scripts into the analyzer's syntax tree. */
public final class ScriptParser {

    private static final LanguageOptions LANGUAGE = Dialect.language(Dialect.STATEMENTS);

    private ScriptParser() {}

    /** Throws {@link SqlException} for what is no script. */
    public static ASTScript parse(String sql) {
        return Parser.parseScript(sql, LANGUAGE);
    }

    /** What is wrong, with its place as BigQuery writes it: {@code ... at [1:2]}. */
    public static String message(SqlException e, String sql) {
        Diagnostic problem = new AnalyzerProblem("script", sql, e.getMessage()).quoted();
        return problem.code().equals("sql-unsupported")
                ? problem.message() + place(problem.location())
                : e.getMessage().replaceAll("\\s*\\[at (\\d+):(\\d+)]", " at [$1:$2]");
    }

    private static String place(SourceLocation location) {
        return " at [" + location.line() + ":" + location.column() + "]";
    }
}
