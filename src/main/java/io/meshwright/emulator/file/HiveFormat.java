package io.meshwright.emulator.file;

import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Files of another format, with columns whose values their directories tell. */
final class HiveFormat implements FileFormat {

    private final HiveLayout layout;
    private final List<FileFormat> formats = new ArrayList<>();

    /** @param format makes one for the files of each directory */
    HiveFormat(HiveLayout layout, Supplier<FileFormat> format) {
        this.layout = layout;
        layout.groups().keySet().forEach(group -> formats.add(format.get()));
    }

    @Override
    public TableSchema detect(Session session, List<Path> files) {
        return completed(formats.get(0).detect(session, files));
    }

    @Override
    public TableSchema completed(TableSchema schema) {
        List<FieldSchema> all = new ArrayList<>(schema.fields());
        layout.fields().stream()
                .filter(field -> all.stream().noneMatch(known -> known.name().equalsIgnoreCase(field.name())))
                .toList()
                .forEach(all::add);
        return new TableSchema(all);
    }

    @Override
    public String select(Session session, TableSchema schema, List<Path> files) {
        TableSchema inside = new TableSchema(
                schema.fields().stream().filter(field -> place(field) < 0).toList());
        List<String> selects = new ArrayList<>();
        layout.groups()
                .forEach((values, group) -> selects.add(
                        select(schema, values, formats.get(selects.size()).select(session, inside, group))));
        return String.join(" UNION ALL ", selects);
    }

    private String select(TableSchema schema, List<Optional<String>> values, String inside) {
        List<String> names = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (FieldSchema field : schema.fields()) {
            int place = place(field);
            if (place < 0) {
                names.add("c" + names.size());
                columns.add(names.get(names.size() - 1));
            } else {
                columns.add(value(field, values.get(place)));
            }
        }
        return "SELECT " + String.join(", ", columns) + " FROM (" + inside + ") AS f(" + String.join(", ", names) + ")";
    }

    /** Where a column stands among those of the directories; -1 for one of the files. */
    private int place(FieldSchema field) {
        for (int i = 0; i < layout.fields().size(); i++) {
            if (layout.fields().get(i).name().equalsIgnoreCase(field.name())) {
                return i;
            }
        }
        return -1;
    }

    private static String value(FieldSchema field, Optional<String> value) {
        String raw = "CAST(" + value.map(DuckDb::text).orElse("NULL") + " AS " + FileFormat.rawType(field) + ")";
        return "CAST(" + FileFormat.converted(field, raw) + " AS " + field.duckDbType() + ")";
    }

    @Override
    public boolean describesItself() {
        return formats.get(0).describesItself();
    }

    /** What was left out of CSV is told by the session, once for all files. */
    @Override
    public long badRecords(Session session) {
        return formats.get(0) instanceof CsvFormat csv
                ? csv.badRecords(session)
                : formats.stream()
                        .mapToLong(format -> format.badRecords(session))
                        .sum();
    }

    @Override
    public void close() {
        formats.forEach(FileFormat::close);
    }
}
