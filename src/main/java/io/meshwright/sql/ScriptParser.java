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

    /** What is no script; its message has the place as BigQuery writes it: {@code ... at [1:2]}. */
    public static final class InvalidScript extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private InvalidScript(String message, SqlException cause) {
            super(message, cause);
        }
    }

    /** Throws {@link InvalidScript} for what is none. */
    public static ASTScript parse(String sql) {
        if (!Brackets.areBearable(sql)) {
            throw new InvalidScript(Brackets.TOO_DEEP, null);
        }
        try {
            return Parser.parseScript(sql, LANGUAGE);
        } catch (SqlException e) {
            throw new InvalidScript(message(e, sql), e);
        }
    }

    private static String message(SqlException e, String sql) {
        Diagnostic problem = new AnalyzerProblem("script", sql, e.getMessage()).quoted();
        return problem.code().equals("sql-unsupported")
                ? problem.message() + place(problem.location())
                : e.getMessage().replaceAll("\\s*\\[at (\\d+):(\\d+)]", " at [$1:$2]");
    }

    private static String place(SourceLocation location) {
        return " at [" + location.line() + ":" + location.column() + "]";
    }
}
