package io.meshwright.sql;

import com.google.zetasql.Parser;
import com.google.zetasql.parser.ASTNodes.ASTAlterMaterializedViewStatement;
import com.google.zetasql.parser.ASTNodes.ASTAlterStatementBase;
import com.google.zetasql.parser.ASTNodes.ASTAlterTableStatement;
import com.google.zetasql.parser.ASTNodes.ASTAlterViewStatement;
import com.google.zetasql.parser.ASTNodes.ASTAuxLoadDataStatement;
import com.google.zetasql.parser.ASTNodes.ASTIdentifier;
import com.google.zetasql.parser.ASTNodes.ASTPathExpression;
import com.google.zetasql.parser.ASTNodes.ASTStatement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The table or view of ALTER or LOAD DATA, which the analyzer wants to know and does not ask for.
 *
 * @param mayBeNew whether the statement makes the table where it is missing
 */
record NamedTable(List<String> path, boolean mayBeNew) {

    private static final Pattern NAMING = Pattern.compile(
            "^(\\s|--[^\\n]*\\n|#[^\\n]*\\n|/\\*.*?\\*/)*+(ALTER|LOAD)\\s", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Empty for other statements. */
    static Optional<NamedTable> of(String sql) {
        if (!NAMING.matcher(sql).find()) {
            return Optional.empty();
        }
        ASTStatement statement = Parser.parseStatement(sql, Dialect.language(Dialect.STATEMENTS));
        if (statement instanceof ASTAlterTableStatement
                || statement instanceof ASTAlterViewStatement
                || statement instanceof ASTAlterMaterializedViewStatement) {
            return Optional.of(new NamedTable(names(((ASTAlterStatementBase) statement).getPath()), false));
        }
        return statement instanceof ASTAuxLoadDataStatement load
                ? Optional.of(new NamedTable(names(load.getName()), true))
                : Optional.empty();
    }

    private static List<String> names(ASTPathExpression path) {
        return path.getNames().stream().map(ASTIdentifier::getIdString).toList();
    }
}
