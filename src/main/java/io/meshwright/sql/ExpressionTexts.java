package io.meshwright.sql;

import com.google.zetasql.ParseLocationRange;
import com.google.zetasql.Parser;
import com.google.zetasql.parser.ASTNodes.ASTPathExpression;
import com.google.zetasql.parser.ASTNodes.ASTQueryStatement;
import com.google.zetasql.parser.ASTNodes.ASTSelect;
import com.google.zetasql.parser.ASTNodes.ASTSelectColumn;
import com.google.zetasql.parser.ParseTreeVisitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The expressions of a query's SELECT lists as the author wrote them. */
final class ExpressionTexts extends ParseTreeVisitor {

    private static final com.google.zetasql.LanguageOptions LANGUAGE = Dialect.language(Dialect.QUERIES);

    /** Longer expressions are cut for reading. */
    private static final int LONGEST = 400;

    private final byte[] sql;
    private final Map<String, String> byAlias = new HashMap<>();
    private final List<ASTSelect> selects = new ArrayList<>();

    private ExpressionTexts(String sql) {
        this.sql = sql.getBytes(StandardCharsets.UTF_8);
    }

    static ExpressionTexts of(String sql) {
        ExpressionTexts texts = new ExpressionTexts(sql);
        if (Parser.parseStatement(sql, LANGUAGE) instanceof ASTQueryStatement statement) {
            statement.accept(texts);
        }
        return texts;
    }

    /** The text that computes an output column, by the name it has where it is computed. */
    String of(int position, String definingName) {
        String text = byAlias.get(definingName.toLowerCase(Locale.ROOT));
        if (text != null) {
            return text;
        }
        ASTSelect last = selects.isEmpty() ? null : selects.get(selects.size() - 1);
        if (definingName.startsWith("$")
                && last != null
                && position < last.getSelectList().getColumns().size()) {
            return text(last.getSelectList()
                    .getColumns()
                    .get(position)
                    .getExpression()
                    .getParseLocationRange());
        }
        return definingName;
    }

    @Override
    public void visit(ASTSelect select) {
        super.visit(select);
        selects.add(select);
    }

    @Override
    public void visit(ASTSelectColumn column) {
        super.visit(column);
        boolean path = column.getExpression() instanceof ASTPathExpression;
        if (column.getAlias() != null && !path) {
            String alias = column.getAlias().getIdentifier().getIdString();
            byAlias.put(
                    alias.toLowerCase(Locale.ROOT), text(column.getExpression().getParseLocationRange()));
        }
    }

    private String text(ParseLocationRange range) {
        String text = new String(sql, range.start(), range.end() - range.start(), StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
