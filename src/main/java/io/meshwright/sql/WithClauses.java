package io.meshwright.sql;

import com.google.zetasql.LanguageOptions;
import com.google.zetasql.ParseLocationRange;
import com.google.zetasql.Parser;
import com.google.zetasql.SqlException;
import com.google.zetasql.parser.ASTNode;
import com.google.zetasql.parser.ASTNodes.*;
import com.google.zetasql.parser.ParseTreeVisitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes WITH clauses out of queries: each name gives way to its query.
 *
 * <p>The analyzer does not put arguments of SQL functions into WITH clauses. What the query says stays the same, as
 * BigQuery computes such a query at each mention as well.
 */
final class WithClauses {

    private static final LanguageOptions LANGUAGE = Dialect.language(Dialect.STATEMENTS);

    private static final Pattern WITH = Pattern.compile("\\bWITH\\b", Pattern.CASE_INSENSITIVE);

    private static final String EXPRESSION = "SELECT ";

    /** Names that mention each other twice make a text grow without end. */
    private static final int LONGEST = 1 << 20;

    private WithClauses() {}

    /** The body of a function without its WITH clauses, save recursive ones; as it is where that cannot be done. */
    static String inlined(String expression) {
        return isWithout(expression)
                ? expression
                : inlinedQuery(EXPRESSION + expression).substring(EXPRESSION.length());
    }

    /** The body of a table function without its WITH clauses, save recursive ones. */
    static String inlinedQuery(String query) {
        String sql = query;
        try {
            while (!isWithout(sql) && sql.length() < LONGEST) {
                Optional<String> less = withoutFirst(sql);
                if (less.isEmpty()) {
                    return sql;
                }
                sql = less.get();
            }
            return sql.length() < LONGEST ? sql : query;
        } catch (SqlException e) {
            return query;
        }
    }

    private static boolean isWithout(String sql) {
        return !WITH.matcher(sql).find();
    }

    /** Without the first name of the first clause; empty when no clause is left. */
    private static Optional<String> withoutFirst(String sql) {
        First first = new First();
        Parser.parseStatement(sql, LANGUAGE).accept(first);
        if (first.found == null) {
            return Optional.empty();
        }
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        ASTWithClause clause = first.found.getWithClause();
        ASTAliasedQuery named = clause.getWith().get(0);
        String name = named.getAlias().getIdString();
        Mentions mentions = new Mentions(name, named);
        first.found.accept(mentions);
        String query = "(" + text(bytes, named.getQuery().getParseLocationRange()) + "\n)";
        StringBuilder result = new StringBuilder();
        int done = clause.getParseLocationRange().start();
        result.append(new String(bytes, 0, done, StandardCharsets.UTF_8));
        if (clause.getWith().size() > 1) {
            result.append("WITH ");
            done = start(clause.getWith().get(1));
        } else {
            done = clause.getParseLocationRange().end();
        }
        for (ASTTablePathExpression mention : mentions.found) {
            ParseLocationRange path = mention.getPathExpr().getParseLocationRange();
            result.append(new String(bytes, done, path.start() - done, StandardCharsets.UTF_8))
                    .append(query)
                    .append(mention.getAlias() == null ? " AS `" + name + "`" : "");
            done = path.end();
        }
        return Optional.of(result.append(new String(bytes, done, bytes.length - done, StandardCharsets.UTF_8))
                .toString());
    }

    private static int start(ASTNode node) {
        return node.getParseLocationRange().start();
    }

    private static String text(byte[] bytes, ParseLocationRange range) {
        return new String(bytes, range.start(), range.end() - range.start(), StandardCharsets.UTF_8);
    }

    /** Finds the first query with a clause that is not recursive. */
    private static final class First extends ParseTreeVisitor {
        private ASTQuery found;

        @Override
        public void visit(ASTQuery query) {
            boolean clause =
                    query.getWithClause() != null && !query.getWithClause().getRecursive();
            if (found == null && clause) {
                found = query;
            }
            if (found == null) {
                super.visit(query);
            }
        }
    }

    /** Finds where a name of a clause is read, in the order of the text. */
    private static final class Mentions extends ParseTreeVisitor {
        private final String name;
        private final ASTAliasedQuery own;
        private final List<ASTTablePathExpression> found = new ArrayList<>();

        Mentions(String name, ASTAliasedQuery own) {
            this.name = name;
            this.own = own;
        }

        @Override
        public void visit(ASTAliasedQuery query) {
            if (query != own) {
                super.visit(query);
            }
        }

        @Override
        public void visit(ASTQuery query) {
            List<ASTAliasedQuery> clause = query.getWithClause() == null
                    ? List.of()
                    : query.getWithClause().getWith();
            int hiding = 0;
            while (hiding < clause.size() && !hides(clause.get(hiding))) {
                hiding++;
            }
            if (hiding == clause.size()) {
                super.visit(query);
            } else {
                clause.subList(0, hiding + 1).forEach(inner -> inner.accept(this));
            }
        }

        /** Behind a clause with the same name, that one is meant. */
        private boolean hides(ASTAliasedQuery inner) {
            return inner != own && inner.getAlias().getIdString().equalsIgnoreCase(name);
        }

        @Override
        public void visit(ASTTablePathExpression table) {
            ASTPathExpression path = table.getPathExpr();
            if (path != null
                    && path.getNames().size() == 1
                    && path.getNames().get(0).getIdString().equalsIgnoreCase(name)) {
                found.add(table);
            }
            super.visit(table);
        }
    }
}
