package io.meshwright.plan;

import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.sql.TableName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a query speaks of a table or an output column; comments and strings do not count. */
final class SqlPlaces {

    private static final Pattern SILENT = Pattern.compile(
            "--[^\\n]*|#[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\\\n])*+'|\"(?:\\\\.|[^\"\\\\\\n])*+\"", Pattern.DOTALL);

    private final String file;
    private final String sql;

    SqlPlaces(String file, String sql) {
        this.file = file;
        this.sql = SILENT.matcher(sql).replaceAll(match -> match.group().replaceAll("[^\\n]", " "));
    }

    SourceLocation table(TableName table) {
        return first(Pattern.compile("`?\\b(?:" + Pattern.quote(table.project()) + "`?\\s*\\.\\s*`?)?"
                + Pattern.quote(table.dataset()) + "`?\\s*\\.\\s*`?" + Pattern.quote(table.table()) + "\\b"));
    }

    /** Where the column is named last, which is nearest to the output; an alias before a mere mention. */
    SourceLocation column(String name) {
        String word = "(?<![\\w.])`?" + Pattern.quote(name) + "\\b`?";
        SourceLocation alias = last(Pattern.compile("\\bAS\\s+(" + word + ")", Pattern.CASE_INSENSITIVE));
        return alias.line() > 0
                ? alias
                : last(Pattern.compile("(" + word.replace("(?<![\\w.])", "(?<!\\w)") + ")", Pattern.CASE_INSENSITIVE));
    }

    private SourceLocation first(Pattern pattern) {
        Matcher matcher = pattern.matcher(sql);
        return matcher.find() ? at(matcher.start()) : SourceLocation.of(file);
    }

    private SourceLocation last(Pattern pattern) {
        Matcher matcher = pattern.matcher(sql);
        int start = -1;
        while (matcher.find()) {
            start = matcher.start(1);
        }
        return start < 0 ? SourceLocation.of(file) : at(start);
    }

    private SourceLocation at(int offset) {
        String before = sql.substring(0, offset);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new SourceLocation(file, line, offset - before.lastIndexOf('\n'));
    }
}
