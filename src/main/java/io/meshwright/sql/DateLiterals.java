package io.meshwright.sql;

import com.google.zetasql.Value;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import com.google.zetasql.resolvedast.ResolvedNodes.Visitor;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The analyzer's native code makes 1970-01-01 of every constant DATE it coerces to DATETIME. Dates spelled as calls are
 * no constants to it and keep their value.
 */
final class DateLiterals {

    private static final LocalDateTime LOST = LocalDateTime.of(1970, 1, 1, 0, 0);

    /** What is no code, and DATE with its text in group 2 or 4. */
    private static final Pattern TOKEN = Pattern.compile("--[^\\n]*|#[^\\n]*|(?s:/\\*.*?\\*/)|`[^`]*`"
            + "|(?i)\\bDATE\\s*(['\"])([0-9-]+)\\1"
            + "|(?i)\\b(?:SAFE_)?CAST\\s*\\(\\s*(['\"])([0-9-]+)\\3\\s+AS\\s+DATE\\s*\\)"
            + "|(?s:(\"\"\"|''').*?\\5)|'(?:\\\\.|[^'\\\\\\n])*'|\"(?:\\\\.|[^\"\\\\\\n])*\"");

    private static final Pattern FIRST_DAY = Pattern.compile("['\"]1970-0?1-0?1");

    private DateLiterals() {}

    /** How many constants of a statement may have been other dates. */
    static int perhapsLost(ResolvedStatement statement) {
        int[] found = new int[1];
        statement.accept(new Visitor() {
            @Override
            public void visit(ResolvedLiteral literal) {
                found[0] += isLost(literal.getValue()) ? 1 : 0;
            }
        });
        return found[0];
    }

    private static boolean isLost(Value value) {
        if (value.isNull()) {
            return false;
        }
        return switch (value.getType().getKind()) {
            case TYPE_DATETIME -> value.getLocalDateTimeValue().equals(LOST);
            case TYPE_ARRAY -> value.getElementList().stream().anyMatch(DateLiterals::isLost);
            case TYPE_STRUCT -> value.getFieldList().stream().anyMatch(DateLiterals::isLost);
            default -> false;
        };
    }

    /** Whether a text, its dates spelled as calls, says the date that the native code answers for all so many times. */
    static boolean areMeant(int times, String sql) {
        return times <= FIRST_DAY.matcher(sql).results().count();
    }

    /** A statement with {@code DATE '2026-12-31'} written {@code DATE(2026, 12, 31)}. */
    static String spelledOut(String sql) {
        Matcher token = TOKEN.matcher(sql);
        StringBuilder spelled = new StringBuilder();
        while (token.find()) {
            String date = token.group(2) == null ? token.group(4) : token.group(2);
            String text = date == null ? token.group() : call(token.group(), date);
            token.appendReplacement(spelled, Matcher.quoteReplacement(text));
        }
        return token.appendTail(spelled).toString();
    }

    private static String call(String literal, String text) {
        String[] parts = text.split("-", -1);
        try {
            LocalDate date =
                    LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            return "DATE(" + date.getYear() + ", " + date.getMonthValue() + ", " + date.getDayOfMonth() + ")";
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return literal;
        }
    }
}
