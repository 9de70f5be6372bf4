package io.meshwright.sql;

import com.google.zetasql.SqlException;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error of Google's analyzer in plain words, at its place. */
record AnalyzerProblem(String file, String sql, String text) {

    /** What the analyzer's client says of a tree deeper than it reads. */
    private static final String UNREADABLE = "Failed to read message.";

    /** What the analyzer says of its own mistakes. */
    private static final Pattern BROKEN = Pattern.compile("ZETASQL_RET_CHECK failure|^Resolved AST validation failed");

    private static final Pattern PLACE = Pattern.compile("\\s*\\[at (\\d+):(\\d+)\\]\\s*");
    private static final Pattern SUGGESTION = Pattern.compile("; Did you mean ([^?]+)\\?");
    private static final Pattern MISSING_TABLE = Pattern.compile("Table not found: (.+)");
    private static final Pattern MISSING_NAME = Pattern.compile("Unrecognized name: (.+)");
    private static final Pattern MISSING_COLUMN =
            Pattern.compile("(?:Name|Column) (\\S+) not found (?:inside|in) (?:table )?(\\S+)");
    private static final Pattern MISSING_FUNCTION = Pattern.compile("Function not found: (.+)");
    private static final Pattern WRONG_KIND = Pattern.compile("Statement not supported: (.+)");

    /** In bytes; the analyzer's client takes no more. */
    private static final int LARGEST_TEXT = 4_000_000;

    /** Runs an analysis; what it throws for a user's mistake becomes a diagnostic. */
    static <T> Outcome<T> catching(String file, String sql, Supplier<Outcome<T>> analysis) {
        if (isTooLarge(sql)) {
            return Outcome.failed(Diagnostic.error(
                    "sql-too-large",
                    SourceLocation.of(file),
                    "The query is too large: it has more than 4,000,000"
                            + " bytes, and in BigQuery it may have 1,048,576 characters"));
        }
        if (!Brackets.areBearable(sql)) {
            return Outcome.failed(tooDeep(file));
        }
        try {
            return analysis.get();
        } catch (SqlException e) {
            Planning.check();
            if (AnalyzerConnection.isLost(e)) {
                throw new IllegalStateException("Google's analyzer does not answer", e);
            }
            return Outcome.failed(new AnalyzerProblem(file, sql, e.getMessage()).diagnostic());
        } catch (StackOverflowError e) {
            return Outcome.failed(tooDeep(file));
        }
    }

    private static boolean isTooLarge(String sql) {
        return sql.length() > LARGEST_TEXT / 3 && sql.getBytes(StandardCharsets.UTF_8).length > LARGEST_TEXT;
    }

    private static Diagnostic tooDeep(String file) {
        return Diagnostic.error("sql-too-deep", SourceLocation.of(file), Brackets.TOO_DEEP);
    }

    /** In the analyzer's own words, which are BigQuery's. */
    Diagnostic quoted() {
        String message = PLACE.matcher(text).replaceAll("");
        if (message.equals(UNREADABLE)) {
            return tooDeep(file);
        }
        if (BROKEN.matcher(message).find()) {
            return error(
                    "sql-unsupported",
                    "the embedded warehouse does not support this statement: Google's analyzer cannot resolve it");
        }
        Optional<String> refused = RefusedConstructs.of(message, sql);
        if (refused.isPresent()) {
            SourceLocation place =
                    message.startsWith("Syntax error") ? SourcePlaces.of(file, sql, refused.get()) : place();
            return Diagnostic.error(
                    "sql-unsupported", place, "the embedded warehouse does not support " + refused.get());
        }
        return error(code(message), message.replace("Unexpected end of statement", "Unexpected end of script"));
    }

    private static String code(String message) {
        if (message.startsWith("Syntax error")) {
            return "sql-syntax";
        }
        return message.startsWith("Table not found") ? "table-missing" : "sql-invalid";
    }

    Diagnostic diagnostic() {
        return diagnostic(table -> Optional.empty(), Names.in("project"), List.of());
    }

    /** @param columns those of the tables the statement names, to suggest one */
    Diagnostic diagnostic(Tables tables, Names names, List<String> columns) {
        String message = PLACE.matcher(text).replaceAll("");
        String suggestion = "";
        Matcher suggested = SUGGESTION.matcher(message);
        if (suggested.find()) {
            suggestion = suggested.group(1);
            message = message.substring(0, suggested.start());
        }
        Matcher missing = MISSING_TABLE.matcher(message);
        if (missing.matches()) {
            return missingTable(missing.group(1), tables, names);
        }
        return described(message, suggestion.isEmpty() ? "" : "; did you mean " + suggestion + "?", columns);
    }

    private Diagnostic described(String message, String suggestion, List<String> columns) {
        Matcher name = MISSING_NAME.matcher(message);
        if (name.matches()) {
            return error("column-missing", "there is no column or alias '" + name.group(1) + "' here" + suggestion);
        }
        Matcher column = MISSING_COLUMN.matcher(message);
        if (column.matches()) {
            return error(
                    "column-missing",
                    "column '" + column.group(1) + "' not found in " + column.group(2)
                            + (suggestion.isEmpty() ? closest(column.group(1), columns) : suggestion));
        }
        Matcher function = MISSING_FUNCTION.matcher(message);
        if (function.matches()) {
            return error("function-missing", "there is no function '" + function.group(1) + "'" + suggestion);
        }
        Matcher kind = WRONG_KIND.matcher(message);
        if (kind.matches()) {
            return error("statement-unsupported", statement(kind.group(1)) + " is not possible here");
        }
        return error(code(message), message + suggestion);
    }

    private Diagnostic missingTable(String written, Tables tables, Names names) {
        String plain = written.replace("`", "");
        if (!plain.contains(".") && names.dataset().isEmpty()) {
            return error(
                    "table-missing",
                    "table '" + plain + "' must be qualified with a dataset, as in dataset." + plain
                            + closest(
                                    plain,
                                    tables.known().stream()
                                            .map(TableName::toString)
                                            .toList()));
        }
        return error(
                "table-missing",
                "table '" + plain + "' not found"
                        + closest(
                                plain,
                                tables.known().stream().map(TableName::toString).toList()));
    }

    private static String closest(String written, List<String> known) {
        String wanted = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(wanted, tail(name, wanted)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(wanted, tail(name, wanted)) <= Math.max(2, wanted.length() / 4))
                .map(name -> "; did you mean " + tail(name, wanted) + "?")
                .orElse("");
    }

    /** A name with as many parts as the user wrote. */
    private static String tail(String name, String like) {
        int parts = like.split("\\.", -1).length;
        String[] all = name.split("\\.");
        return String.join(".", List.of(all).subList(Math.max(0, all.length - parts), all.length));
    }

    private static String statement(String kind) {
        return kind.replaceAll("Statement$|Stmt$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
    }

    private Diagnostic error(String code, String message) {
        return Diagnostic.error(code, place(), message);
    }

    private SourceLocation place() {
        Matcher place = PLACE.matcher(text);
        return place.find()
                ? new SourceLocation(file, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
                : SourceLocation.of(file);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == Character.toLowerCase(b.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
