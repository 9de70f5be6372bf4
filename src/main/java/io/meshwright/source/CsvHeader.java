package io.meshwright.source;

import io.meshwright.contract.ColumnType;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.sql.Column;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The header line of a CSV file: the names of its columns, in the order of its values. */
record CsvHeader(String file, List<String> names) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    CsvHeader {
        names = List.copyOf(names);
    }

    /** @param name how diagnostics call the file */
    static CsvHeader read(Path file, String name) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            return new CsvHeader(name, line == null ? List.of() : split(line.replaceFirst(BYTE_ORDER_MARK, "")));
        } catch (MalformedInputException e) {
            return new CsvHeader(name, List.of());
        }
    }

    List<Diagnostic> disagreements(SchemaObject promised, String contract) {
        if (names.isEmpty()) {
            return List.of(
                    Diagnostic.error(
                            "source-header-missing",
                            at(1),
                            "The file has no readable header line. Write the names of its columns, in UTF-8, into the first line."));
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                diagnostics.add(Diagnostic.error(
                        "source-column-twice",
                        at(i + 1),
                        "Column '" + name + "' is there twice. Name each column once."));
            } else if (promised.property(name).isEmpty()) {
                diagnostics.add(Diagnostic.warning(
                        "source-column-unknown",
                        at(i + 1),
                        "Column '" + name + "' is not in contract " + contract
                                + " and is left out. Add it to the contract to use it."));
            }
        }
        for (SchemaProperty property : promised.properties()) {
            if (!seen.contains(property.name().toLowerCase(Locale.ROOT))) {
                diagnostics.add(Diagnostic.error(
                        "source-column-missing",
                        at(1),
                        "Column '" + property.name() + "', promised by contract " + contract
                                + ", is missing. The file has " + String.join(", ", names) + "."));
            }
        }
        return diagnostics;
    }

    /** The file's columns in its order, with promised names and types; columns nobody promised are text. */
    List<Column> columns(SchemaObject promised) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int position = i + 1;
            columns.add(promised.property(names.get(i))
                    .map(property -> new Column(property.name(), ColumnType.of(property)))
                    .orElseGet(() -> new Column("column_not_promised_" + position, "STRING")));
        }
        return columns;
    }

    /** The columns to keep, as a list for a query; all that were promised. */
    static String promised(SchemaObject promised) {
        return promised.properties().stream()
                .map(property -> "`" + property.name() + "`")
                .collect(Collectors.joining(", "));
    }

    private SourceLocation at(int position) {
        int column = 1;
        for (String name : names.subList(0, Math.min(position - 1, names.size()))) {
            column += name.length() + 1;
        }
        return new SourceLocation(file, 1, column);
    }

    private static List<String> split(String line) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                names.add(name.toString().strip());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString().strip());
        return names.size() == 1 && names.get(0).isEmpty() ? List.of() : names;
    }
}
