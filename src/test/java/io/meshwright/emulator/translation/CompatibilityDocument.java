package io.meshwright.emulator.translation;

import io.meshwright.diagnostic.Outcome;
import io.meshwright.emulator.translation.TranslationCatalog.PhysicalTable;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code docs/bigquery-compatibility.md}: the tables of functions, and what the translator makes of each construct. */
final class CompatibilityDocument {

    private static final String HEAD =
            """
            # Compatibility of the embedded BigQuery

            What BigQuery's documentation lists, and what the embedded engine makes of it: **right**, or refused with this
            reason when a statement is analyzed. Functions that DuckDB has with the same meaning run there; the others, marked
            with a †, are computed by Google's reference implementation of GoogleSQL, exactly and at some ten microseconds a
            row.

            This page is generated from the tables of functions in the code, and from what the translator answers to an example
            of each construct (`src/test/resources/sql/constructs.txt`). A test compares; to write it anew:
            `mvn test -Dtest=CompatibilityDocumentTest -Dmeshwright.write.documents=true`.
            """;

    private static final Map<TableName, PhysicalTable> TABLES = Map.of(
            new TableName("p", "d", "t"),
            new PhysicalTable(
                    new TableName("p", "d", "t"), List.of(new Column("a", "INT64"), new Column("b", "STRING")), "t"),
            new TableName("p", "d", "u"),
            new PhysicalTable(
                    new TableName("p", "d", "u"),
                    List.of(new Column("a", "INT64"), new Column("xs", "ARRAY<INT64>")),
                    "u"));

    private final SqlTranslator translator = new SqlTranslator();
    private final StringBuilder text = new StringBuilder(HEAD);

    private CompatibilityDocument() {}

    static String write() throws IOException {
        CompatibilityDocument document = new CompatibilityDocument();
        document.constructs();
        document.functions();
        return document.text.toString();
    }

    private void constructs() throws IOException {
        String section = "";
        for (String line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(" (?<!\\\\)\\| ", 3);
            if (!parts[0].equals(section)) {
                section = parts[0];
                text.append("\n## ").append(section).append("\n\n| Construct | |\n|---|---|\n");
            }
            String answer = refusal(parts[2].replace("\\|", "|")).orElse("right");
            text.append("| ")
                    .append(parts[1])
                    .append(" | ")
                    .append(answer.replace("|", "\\|"))
                    .append(" |\n");
        }
    }

    private static List<String> lines() throws IOException {
        try (InputStream stream = CompatibilityDocument.class.getResourceAsStream("/sql/constructs.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private Optional<String> refusal(String sql) {
        Outcome<Translation> translation = translator.translate(
                new StatementRequest(sql, "p", Optional.empty(), List.of()), new UnchangedTables());
        return translation.isOk()
                ? Optional.empty()
                : Optional.of("refused: " + translation.diagnostics().get(0).message());
    }

    private static final class UnchangedTables implements TranslationCatalog {
        @Override
        public Optional<PhysicalTable> table(TableName name) {
            return Optional.ofNullable(TABLES.get(name));
        }

        @Override
        public Optional<String> asOf(TableName name, String moment) {
            return Optional.of("true");
        }
    }

    private void functions() {
        Map<String, Map<String, String>> chapters = new LinkedHashMap<>();
        add(chapters, Functions.TABLE.entries());
        add(chapters, AggregateForms.TABLE.entries());
        add(chapters, WindowWriter.TABLE.entries());
        text.append("\n# Functions\n\n");
        chapters.forEach((chapter, functions) -> {
            text.append("## ").append(chapter).append("\n\n");
            Map<String, List<String>> byAnswer = new TreeMap<>();
            functions.forEach((name, answer) ->
                    byAnswer.computeIfAbsent(answer, each -> new ArrayList<>()).add(name));
            byAnswer.forEach((answer, names) -> text.append(answer.isEmpty() ? "" : "Refused, " + answer + ": ")
                    .append(String.join(", ", names))
                    .append("\n\n"));
        });
        text.setLength(text.length() - 1);
    }

    private static <F> void add(Map<String, Map<String, String>> chapters, Collection<FunctionTable.Entry<F>> entries) {
        for (FunctionTable.Entry<F> entry : entries) {
            boolean reference = entry.form().isEmpty() && !entry.isRefused();
            String shown = FunctionSyntax.shown(entry.name()) + (reference ? " †" : "");
            chapters.computeIfAbsent(entry.chapter(), title -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                    .put(shown.toUpperCase(Locale.ROOT), entry.refusal());
        }
    }
}
