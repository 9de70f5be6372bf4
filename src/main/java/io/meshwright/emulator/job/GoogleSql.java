package io.meshwright.emulator.job;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.translation.SqlTranslator;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.emulator.translation.TranslationCatalog;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Translates statements; what is wrong with them becomes BigQuery's errors. */
public final class GoogleSql {

    /** A partition or a moment behind a table's name, which only legacy SQL reads so. */
    private static final Pattern DECORATED = Pattern.compile("[$@]");

    /** Statements that are known to want their exact form. */
    private static final int DOUBTED = 500;

    private final SqlTranslator translator = new SqlTranslator();
    private final Set<StatementRequest> doubted =
            Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<StatementRequest, Boolean> eldest) {
                    return size() > DOUBTED;
                }
            }));

    /** Loads the analyzer, so that the first question does not wait for it. */
    public void warm() {
        translator.warm();
    }

    String expression(StatementRequest request) {
        return translator.expression(request);
    }

    /** Whether a provisional form of a statement may well do. */
    boolean mayBeProvisional(StatementRequest exact) {
        return !doubted.contains(exact);
    }

    /** Remembers that the provisional form of a statement did not do. */
    void doubt(StatementRequest exact) {
        doubted.add(exact);
    }

    Translation translate(StatementRequest request, TranslationCatalog catalog) {
        Asked asked = new Asked(catalog);
        Outcome<Translation> outcome = translator.translate(request, asked);
        if (outcome.isOk()) {
            return outcome.get();
        }
        Diagnostic error = outcome.diagnostics().stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .orElseThrow();
        throw refusal(error, asked.missing, catalog);
    }

    private static ApiError refusal(Diagnostic error, List<TableName> missing, TranslationCatalog catalog) {
        if (error.code().equals("table-missing") && missing.isEmpty()) {
            String name = error.message().replaceFirst("^Table not found: ([^;]+).*", "$1");
            return new ApiError(
                    "invalid",
                    "query",
                    "Table \"" + name + "\" must be qualified with a dataset (e.g. dataset.table)."
                            + place(error.location()),
                    null);
        }
        if (error.code().equals("table-missing")
                && DECORATED.matcher(missing.get(0).table()).find()) {
            return ApiError.invalid("Table \"" + missing.get(0).dataset() + "."
                    + missing.get(0).table() + "\" cannot include decorator" + place(error.location()));
        }
        if (error.code().equals("table-missing")) {
            TableName name = missing.get(0);
            String what = catalog.hasDataset(name)
                    ? "Table " + Storage.text(name)
                    : "Dataset " + name.project() + ":" + name.dataset();
            return ApiError.notFound(
                    what + " was not found in location " + JobRequest.LOCATION + place(error.location()));
        }
        return ApiError.invalidQuery(error.message() + place(error.location()));
    }

    /** Where something is, as messages end. */
    static String place(SourceLocation location) {
        return location.line() == 0 ? "" : " at [" + location.line() + ":" + location.column() + "]";
    }

    /** The catalog, remembering what it did not have. */
    private static final class Asked implements TranslationCatalog {
        private final TranslationCatalog catalog;
        private final List<TableName> missing = new ArrayList<>();

        Asked(TranslationCatalog catalog) {
            this.catalog = catalog;
        }

        @Override
        public Optional<PhysicalTable> table(TableName name) {
            Optional<PhysicalTable> table = catalog.table(name);
            if (table.isEmpty()) {
                missing.add(name);
            }
            return table;
        }

        @Override
        public Optional<String> asOf(TableName name, String moment) {
            return catalog.asOf(name, moment);
        }

        @Override
        public List<TableName> tables() {
            return catalog.tables();
        }
    }
}
