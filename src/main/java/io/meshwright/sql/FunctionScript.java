package io.meshwright.sql;

import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.Function;
import com.google.zetasql.ParseResumeLocation;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.Mode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateFunctionStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import io.meshwright.diagnostic.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Temporary functions and the one statement that follows them. */
final class FunctionScript {

    private final RegisteredCatalogs catalogs;
    private final AnalyzerOptions options;
    private final String sql;
    private final List<ResolvedCreateFunctionStmt> functions = new ArrayList<>();

    FunctionScript(RegisteredCatalogs catalogs, AnalyzerOptions options, String sql) {
        this.catalogs = catalogs;
        this.options = options;
        this.sql = sql;
    }

    Outcome<ResolvedSql> resolve(Tables tables, Names names) {
        ParseResumeLocation place = new ParseResumeLocation(sql);
        int length = sql.getBytes(StandardCharsets.UTF_8).length;
        SimpleCatalog catalog = null;
        ResolvedStatement statement = null;
        while (place.getBytePosition() < length && !rest(place).isBlank()) {
            int start = place.getBytePosition();
            List<List<String>> paths = Analyzer.extractTableNamesFromNextStatement(place, options);
            place.setBytePosition(start);
            catalog = catalogs.catalog(StatementResolver.entries(paths, tables, names));
            functions.stream().map(FunctionScript::function).forEach(catalog::addFunction);
            statement = Analyzer.analyzeNextStatement(place, options, catalog);
            if (statement instanceof ResolvedCreateFunctionStmt function) {
                functions.add(function);
            }
        }
        return Outcome.of(new ResolvedSql(statement, functions));
    }

    private String rest(ParseResumeLocation place) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        return new String(
                bytes, place.getBytePosition(), bytes.length - place.getBytePosition(), StandardCharsets.UTF_8);
    }

    private static Function function(ResolvedCreateFunctionStmt statement) {
        return new Function(statement.getNamePath(), "temporary", Mode.SCALAR, List.of(statement.getSignature()));
    }
}
