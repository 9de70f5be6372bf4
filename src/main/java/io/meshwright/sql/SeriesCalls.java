package io.meshwright.sql;

import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.ParseLocationRange;
import com.google.zetasql.Parser;
import com.google.zetasql.SqlException;
import com.google.zetasql.parser.ASTNodes.ASTAliasedQuery;
import com.google.zetasql.parser.ASTNodes.ASTCreateFunctionStatement;
import com.google.zetasql.parser.ASTNodes.ASTCreateTableFunctionStatement;
import com.google.zetasql.parser.ASTNodes.ASTPipeCall;
import com.google.zetasql.parser.ASTNodes.ASTQuery;
import com.google.zetasql.parser.ASTNodes.ASTStatement;
import com.google.zetasql.parser.ASTNodes.ASTTVF;
import com.google.zetasql.parser.ASTNodes.ASTTVFArgument;
import com.google.zetasql.parser.ASTNodes.ASTWithClause;
import com.google.zetasql.parser.ParseTreeVisitor;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedQueryStmt;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the calls of GAP_FILL and RANGE_SESSIONIZE in a statement and gives each a name of its own.
 *
 * <p>The analyzer does not bring these functions along, and a function of its catalog has the same columns wherever it is
 * called. So each call becomes a function by itself, with the columns that follow from its table and its arguments; the
 * name is as long as the old one, so that places in messages stay true.
 */
public final class SeriesCalls extends ParseTreeVisitor {

    static final String GAP_FILL = "GAP_FILL";
    static final String RANGE_SESSIONIZE = "RANGE_SESSIONIZE";

    private static final Pattern NAMED =
            Pattern.compile("\\b(" + GAP_FILL + "|" + RANGE_SESSIONIZE + ")\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern RENAMED = Pattern.compile("\\b(?:(GAP_FIL)|(RANGE_SESSIONIZ))[0-9A-DF-KM-Z]\\b");
    private static final String LETTERS = "0123456789ABCDFGHIJKMNOPQRSTUVWXYZ";

    private final String file;
    private final NameCatalogs catalogs;
    private final AnalyzerOptions options;
    private final Declarations declarations;
    private final byte[] sql;
    private final Deque<List<String>> withs = new ArrayDeque<>();
    private final Deque<Integer> queries = new ArrayDeque<>();
    private int calls;

    /** Bodies of functions are analyzed anew, where they are called. */
    private boolean isFunction;

    private SeriesCalls(
            String file, String sql, NameCatalogs catalogs, AnalyzerOptions options, Declarations declarations) {
        this.file = file;
        this.catalogs = catalogs;
        this.options = options;
        this.declarations = declarations;
        this.sql = sql.getBytes(StandardCharsets.UTF_8);
    }

    /** The statement with its calls renamed, which {@code catalogs} knows from now on. Throws {@link InvalidSeries}. */
    static String named(
            String file, String sql, NameCatalogs catalogs, AnalyzerOptions options, Declarations declarations) {
        if (!NAMED.matcher(sql).find()) {
            return sql;
        }
        SeriesCalls found = new SeriesCalls(file, sql, catalogs, options, declarations);
        ASTStatement statement = Parser.parseStatement(sql, options.getLanguageOptions());
        found.isFunction =
                statement instanceof ASTCreateFunctionStatement || statement instanceof ASTCreateTableFunctionStatement;
        statement.accept(found);
        return new String(found.sql, StandardCharsets.UTF_8);
    }

    /** What the analyzer says or repeats, with the names that the author wrote. */
    public static String unnamed(String message) {
        return RENAMED.matcher(message).replaceAll(match -> match.group(1) != null ? GAP_FILL : RANGE_SESSIONIZE);
    }

    @Override
    public void visit(ASTQuery query) {
        int outer = withs.size();
        queries.push(query.getParseLocationRange().start());
        super.visit(query);
        queries.pop();
        while (withs.size() > outer) {
            withs.pop();
        }
    }

    @Override
    public void visit(ASTWithClause with) {
        List<String> entries = new ArrayList<>();
        withs.push(entries);
        for (ASTAliasedQuery entry : with.getWith()) {
            visit(entry);
            String text = text(entry.getParseLocationRange());
            entries.add((entries.isEmpty() && with.getRecursive() ? "RECURSIVE " : "") + text);
        }
    }

    @Override
    public void visit(ASTPipeCall pipe) {
        String before = new String(sql, 0, pipe.getParseLocationRange().start(), StandardCharsets.UTF_8);
        int start = new String(sql, 0, queries.peek(), StandardCharsets.UTF_8).length();
        String input = before.substring(start).strip().replaceFirst("\\|>$", "");
        call(pipe.getTvf(), Optional.of("(" + input + "\n)"));
    }

    @Override
    public void visit(ASTTVF function) {
        super.visit(function);
        call(function, Optional.empty());
    }

    /** @param piped the table where it comes from a pipe */
    private void call(ASTTVF function, Optional<String> piped) {
        String name = function.getName().getNames().size() == 1
                ? function.getName().getNames().get(0).getIdString().toUpperCase(Locale.ROOT)
                : "";
        if (!name.equals(GAP_FILL) && !name.equals(RANGE_SESSIONIZE)) {
            return;
        }
        SourceLocation place =
                SourcePlaces.at(file, sql, function.getParseLocationRange().start());
        SeriesArguments arguments = new SeriesArguments(name, place);
        if (isFunction) {
            throw new InvalidSeries(Diagnostic.error(
                    "sql-unsupported",
                    place,
                    "the embedded warehouse does not support " + name + " inside a function"));
        }
        List<ASTTVFArgument> given = new ArrayList<>(function.getArgumentEntries());
        String table = piped.orElseGet(() -> given.isEmpty() ? "" : table(given.remove(0)));
        if (table.isEmpty()) {
            throw arguments.invalid("takes a table as its first argument");
        }
        if (calls == LETTERS.length()) {
            throw arguments.invalid("occurs too often in one statement");
        }
        String own = name.substring(0, name.length() - 1) + LETTERS.charAt(calls++);
        given.forEach(argument -> arguments.add(argument, range -> text(range)));
        catalogs.add(arguments.call(own, columns(table, place)));
        rename(function.getName().getParseLocationRange(), name, own);
    }

    /** The table of a call, ready to stand after FROM; empty when it is none. */
    private String table(ASTTVFArgument argument) {
        if (argument.getTableClause() != null) {
            return text(argument.getTableClause().getParseLocationRange()).replaceFirst("(?i)^TABLE\\b", "");
        }
        return argument.getExpr() == null ? "" : text(argument.getExpr().getParseLocationRange());
    }

    private List<Column> columns(String table, SourceLocation place) {
        String query = "SELECT * FROM " + table;
        for (List<String> entries : withs) {
            query = entries.isEmpty() ? query : "WITH " + String.join(", ", entries) + " (" + query + ")";
        }
        try (RegisteredCatalogs.Lease lease = catalogs.lease(query, TablePaths.of(query, options), declarations)) {
            return SqlAnalyzer.columns((ResolvedQueryStmt) Analyzer.analyzeStatement(query, options, lease.catalog()));
        } catch (SqlException e) {
            Diagnostic wrong = new AnalyzerProblem(file, query, unnamed(e.getMessage())).quoted();
            throw new InvalidSeries(Diagnostic.error(wrong.code(), place, wrong.message()));
        }
    }

    private void rename(ParseLocationRange range, String name, String own) {
        String written = text(range).toUpperCase(Locale.ROOT).replace(name, own);
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, sql, range.start(), bytes.length);
    }

    private String text(ParseLocationRange range) {
        return new String(sql, range.start(), range.end() - range.start(), StandardCharsets.UTF_8);
    }
}
