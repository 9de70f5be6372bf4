package io.meshwright.sql;

import com.google.zetasql.LanguageOptions;
import com.google.zetasql.Parser;
import com.google.zetasql.SqlException;
import com.google.zetasql.parser.ASTNodes.ASTFunctionCall;
import com.google.zetasql.parser.ParseTreeVisitor;
import io.meshwright.diagnostic.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a statement something is named; the resolved tree does not tell. */
public final class SourcePlaces {

    private static final LanguageOptions LANGUAGE = Dialect.language(Dialect.STATEMENTS);

    private SourcePlaces() {}

    /** The first call of a function of that name, else the first such word, else the whole statement. */
    public static SourceLocation of(String file, String sql, String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replaceFirst("^\\$", "");
        if (wanted.isEmpty()) {
            return SourceLocation.of(file);
        }
        int offset = call(sql, wanted);
        return offset < 0 ? SourceLocation.of(file) : at(file, sql, offset);
    }

    private static int call(String sql, String wanted) {
        List<Integer> starts = new ArrayList<>();
        try {
            Parser.parseStatement(sql, LANGUAGE).accept(new ParseTreeVisitor() {
                @Override
                public void visit(ASTFunctionCall call) {
                    super.visit(call);
                    String name = String.join(
                            ".",
                            call.getFunction().getNames().stream()
                                    .map(part -> part.getIdString().toLowerCase(Locale.ROOT))
                                    .toList());
                    if (name.equals(wanted) || name.endsWith("." + wanted)) {
                        starts.add(call.getParseLocationRange().start());
                    }
                }
            });
        } catch (SqlException e) {
            return word(sql, wanted);
        }
        return starts.isEmpty()
                ? word(sql, wanted)
                : offset(
                        sql.getBytes(StandardCharsets.UTF_8),
                        starts.stream().min(Integer::compare).orElse(0));
    }

    private static int word(String sql, String wanted) {
        Matcher word = Pattern.compile("`?(?<!\\w)" + Pattern.quote(wanted) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(sql);
        return word.find() ? word.start() : -1;
    }

    /** The parser counts bytes. */
    private static int offset(byte[] sql, int bytes) {
        return new String(sql, 0, bytes, StandardCharsets.UTF_8).length();
    }

    /** The place at which a statement has so many bytes before it. */
    static SourceLocation at(String file, byte[] sql, int bytes) {
        return at(file, new String(sql, StandardCharsets.UTF_8), offset(sql, bytes));
    }

    private static SourceLocation at(String file, String sql, int offset) {
        String before = sql.substring(0, offset);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new SourceLocation(file, line, offset - before.lastIndexOf('\n'));
    }
}
