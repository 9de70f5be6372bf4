package io.meshwright.sql;

import com.google.zetasql.Parser;
import com.google.zetasql.parser.ASTNodes.ASTAlterTableStatement;
import com.google.zetasql.parser.ASTNodes.ASTIdentifier;
import com.google.zetasql.parser.ASTNodes.ASTStatement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The table of ALTER TABLE, which the analyzer wants to know and does not ask for. */
final class AlteredTable {

    private static final Pattern ALTER = Pattern.compile(
            "^(\\s|--[^\\n]*\\n|#[^\\n]*\\n|/\\*.*?\\*/)*ALTER\\s", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private AlteredTable() {}

    /** Empty for other statements. */
    static Optional<List<String>> path(String sql) {
        if (!ALTER.matcher(sql).find()) {
            return Optional.empty();
        }
        ASTStatement statement = Parser.parseStatement(sql, Dialect.language(Dialect.STATEMENTS));
        return statement instanceof ASTAlterTableStatement alter
                ? Optional.of(alter.getPath().getNames().stream()
                        .map(ASTIdentifier::getIdString)
                        .toList())
                : Optional.empty();
    }
}
