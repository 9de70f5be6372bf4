package io.meshwright.emulator.script;

import com.google.zetasql.ParseLocationRange;
import com.google.zetasql.parser.ASTNode;
import com.google.zetasql.parser.ASTNodes.ASTBeginEndBlock;
import com.google.zetasql.parser.ASTNodes.ASTCreateFunctionStatement;
import com.google.zetasql.parser.ASTNodes.ASTStatement;
import com.google.zetasql.parser.ASTNodes.ASTStatementList;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.ScriptParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A parsed script. */
public final class Script {

    /** What every statement begins with that is no control statement. */
    private static final Pattern PLAIN = Pattern.compile(
            "^(\\s|--[^\\n]*(\\n|$)|#[^\\n]*(\\n|$)|/\\*.*?\\*/|\\()*+"
                    + "(SELECT|WITH|FROM|INSERT|UPDATE|DELETE|MERGE|TRUNCATE|DROP|ALTER|GRANT|REVOKE|EXPORT|LOAD"
                    + "|CREATE\\s+(OR\\s+REPLACE\\s+)?(TABLE|VIEW|MATERIALIZED|SNAPSHOT|SCHEMA))\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String routine;
    private final byte[] bytes;
    private final ASTStatementList statements;

    private Script(String routine, byte[] bytes, ASTStatementList statements) {
        this.routine = routine;
        this.bytes = bytes;
        this.statements = statements;
    }

    /**
     * The script that a query is; empty for a single statement.
     *
     * @param keeping whether temporary functions outlast the query they stand before, so that they are statements too
     */
    public static Optional<Script> of(String sql, boolean keeping) {
        if (isSingle(sql)) {
            return Optional.empty();
        }
        Script script = body("", sql);
        List<ASTStatement> all = script.statements.getStatementList();
        return isQuery(all) && !(keeping && all.size() > 1) ? Optional.empty() : Optional.of(script);
    }

    /** Refuses a procedure's body that is no block, or wrong before it runs. */
    public static void requireBlock(String routine, String sql) {
        Script body = body(routine, sql);
        List<ASTStatement> statements = body.statements.getStatementList();
        if (statements.size() != 1 || !(statements.get(0) instanceof ASTBeginEndBlock)) {
            throw ApiError.invalidQuery("The body of a procedure must be one block, BEGIN ... END");
        }
        body.check();
    }

    /** The body of a procedure; of a script itself it is {@code ""}. */
    static Script body(String routine, String sql) {
        try {
            return new Script(
                    routine,
                    sql.getBytes(StandardCharsets.UTF_8),
                    ScriptParser.parse(sql).getStatementListNode());
        } catch (ScriptParser.InvalidScript e) {
            throw ApiError.invalidQuery(e.getMessage());
        }
    }

    /** Seen without parsing, because nearly every query is one. */
    private static boolean isSingle(String sql) {
        int semicolon = sql.indexOf(';');
        boolean alone = semicolon < 0 || sql.substring(semicolon + 1).isBlank();
        return alone && PLAIN.matcher(sql).find();
    }

    /** One statement, or temporary functions and the query that calls them. */
    private static boolean isQuery(List<ASTStatement> statements) {
        int last = statements.size() - 1;
        if (last < 0 || Statements.isControl(statements.get(last))) {
            return last < 0;
        }
        return statements.subList(0, last).stream()
                        .allMatch(statement -> statement instanceof ASTCreateFunctionStatement create
                                && Statements.isTemporary(create))
                && !(last > 0 && statements.get(last) instanceof ASTCreateFunctionStatement);
    }

    /** Refuses what is wrong before anything runs. */
    public void check() {
        ScriptChecks.check(this);
    }

    ASTStatementList statements() {
        return statements;
    }

    String routine() {
        return routine;
    }

    Piece piece(ASTNode node) {
        ParseLocationRange range = node.getParseLocationRange();
        int[] start = position(range.start());
        int[] end = position(range.end());
        String text = new String(bytes, range.start(), range.end() - range.start(), StandardCharsets.UTF_8);
        return new Piece(text, routine, start[0], start[1], end[0], end[1], Queries.in(node), "", "");
    }

    /** Line and column of a byte, tabs going to the next multiple of eight as the analyzer counts. */
    private int[] position(int offset) {
        String before = new String(bytes, 0, offset, StandardCharsets.UTF_8);
        int line = 1;
        int column = 1;
        for (int i = 0; i < before.length(); i++) {
            char c = before.charAt(i);
            if (c == '\n') {
                line++;
                column = 1;
            } else if (c == '\t') {
                column += 8 - (column - 1) % 8;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
        }
        return new int[] {line, column};
    }
}
