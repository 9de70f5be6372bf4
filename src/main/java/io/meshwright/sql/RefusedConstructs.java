package io.meshwright.sql;

import com.google.zetasql.LanguageOptions;
import com.google.zetasql.Parser;
import com.google.zetasql.SqlException;
import com.google.zetasql.ZetaSQLOptions.LanguageFeature;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What BigQuery has and the analyzer is not asked for, by the names of BigQuery's documentation. */
final class RefusedConstructs {

    private static final Pattern STATEMENT = Pattern.compile("Statement not supported: (\\w+?)Statement");
    private static final Pattern OBJECT = Pattern.compile(
            "(CAPACITY|RESERVATION|ASSIGNMENT|BI_CAPACITY|PROJECT|ORGANIZATION) is not a supported object type");
    private static final Pattern INDEX =
            Pattern.compile("\\bCREATE\\s+(?:OR\\s+REPLACE\\s+)?(SEARCH|VECTOR)\\s+INDEX\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORMATTED = Pattern.compile("Invalid type for MakeValueLiteralSetter: (RANGE<\\w+>)");
    private static final Pattern VERB = Pattern.compile("\\b(CREATE|ALTER|DROP)\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> STATEMENTS = Set.of(
            "CREATE SEARCH INDEX",
            "CREATE VECTOR INDEX",
            "DROP SEARCH INDEX",
            "DROP VECTOR INDEX",
            "CREATE ROW ACCESS POLICY",
            "DROP ROW ACCESS POLICY",
            "DROP ALL ROW ACCESS POLICIES",
            "GRANT",
            "REVOKE",
            "CREATE EXTERNAL TABLE",
            "CREATE EXTERNAL SCHEMA",
            "ALTER EXTERNAL SCHEMA",
            "CREATE MODEL",
            "ALTER MODEL",
            "EXPORT MODEL",
            "CREATE PROPERTY GRAPH",
            "UNDROP");

    private RefusedConstructs() {}

    /** The construct that is the reason of the analyzer's message. */
    static Optional<String> of(String message, String sql) {
        Matcher statement = STATEMENT.matcher(message);
        if (statement.matches()) {
            return Optional.of(statement(statement.group(1), sql)).filter(STATEMENTS::contains);
        }
        Matcher object = OBJECT.matcher(message);
        Matcher verb = VERB.matcher(sql);
        if (object.matches() && verb.find()) {
            return Optional.of(verb.group(1).toUpperCase(Locale.ROOT) + " " + object.group(1));
        }
        if (message.endsWith("but got: DIFFERENTIAL_PRIVACY")) {
            return Optional.of("SELECT WITH DIFFERENTIAL_PRIVACY");
        }
        Matcher formatted = FORMATTED.matcher(message);
        if (formatted.find()) {
            return Optional.of("FORMAT of a value of type " + formatted.group(1));
        }
        if (message.equals("Graph query is not supported")) {
            return Optional.of("GRAPH");
        }
        return message.startsWith("Syntax error") ? clause(sql) : Optional.empty();
    }

    /** The analyzer names statements as {@code CreateRowAccessPolicyStatement}. */
    private static String statement(String kind, String sql) {
        Matcher index = INDEX.matcher(sql);
        if (kind.equals("CreateIndex") && index.find()) {
            return "CREATE " + index.group(1).toUpperCase(Locale.ROOT) + " INDEX";
        }
        return kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }

    /** The clause that makes a syntax error of what is none where the analyzer knows the clause. */
    private static Optional<String> clause(String sql) {
        if (parses(sql, "MATCH_RECOGNIZE", LanguageFeature.FEATURE_MATCH_RECOGNIZE)) {
            return Optional.of("MATCH_RECOGNIZE");
        }
        return parses(sql, "GRAPH_TABLE", LanguageFeature.FEATURE_SQL_GRAPH)
                ? Optional.of("GRAPH_TABLE")
                : Optional.empty();
    }

    private static boolean parses(String sql, String keyword, LanguageFeature feature) {
        if (!sql.toUpperCase(Locale.ROOT).contains(keyword)) {
            return false;
        }
        LanguageOptions language = Dialect.language(Dialect.STATEMENTS);
        language.enableLanguageFeature(feature);
        language.enableReservableKeyword(keyword);
        try {
            Parser.parseScript(sql, language);
            return true;
        } catch (SqlException e) {
            return false;
        }
    }
}
