package io.meshwright.sql;

import com.google.zetasql.LanguageOptions;
import com.google.zetasql.ParseLocationRange;
import com.google.zetasql.Parser;
import com.google.zetasql.SqlException;
import com.google.zetasql.parser.ASTNodes.ASTBeginEndBlock;
import com.google.zetasql.parser.ASTNodes.ASTCreateFunctionStatement;
import com.google.zetasql.parser.ASTNodes.ASTScript;
import com.google.zetasql.parser.ASTNodes.ASTStatement;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The statements of a script, in order. Each carries the temporary functions created before it, which it may call. */
public final class Statements {

    private static final LanguageOptions LANGUAGE = Dialect.language(Dialect.STATEMENTS);

    private final byte[] sql;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder functions = new StringBuilder();

    private Statements(String sql) {
        this.sql = sql.getBytes(StandardCharsets.UTF_8);
    }

    /** One statement comes back as it is; procedural statements but BEGIN and END are left to be refused. */
    public static Outcome<List<String>> of(String file, String sql) {
        Statements script = new Statements(sql);
        return AnalyzerProblem.catching(file, sql, () -> {
            try {
                ASTScript parsed = Parser.parseScript(sql, LANGUAGE);
                script.collect(parsed.getStatementListNode().getStatementList());
            } catch (SqlException e) {
                return Outcome.of(List.of(sql));
            }
            return script.statements.isEmpty()
                    ? Outcome.failed(Diagnostic.error("sql-empty", SourceLocation.of(file), "there is no statement"))
                    : Outcome.of(script.statements.size() == 1 ? List.of(sql) : List.copyOf(script.statements));
        });
    }

    private void collect(List<ASTStatement> parsed) {
        for (int i = 0; i < parsed.size(); i++) {
            ASTStatement statement = parsed.get(i);
            if (statement instanceof ASTBeginEndBlock block && block.getHandlerList() == null) {
                collect(block.getStatementListNode().getStatementList());
            } else if (statement instanceof ASTCreateFunctionStatement && i + 1 < parsed.size()) {
                functions.append(text(statement)).append(";\n");
            } else {
                statements.add(functions + text(statement));
            }
        }
    }

    private String text(ASTStatement statement) {
        ParseLocationRange range = statement.getParseLocationRange();
        return new String(sql, range.start(), range.end() - range.start(), StandardCharsets.UTF_8);
    }
}
