package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Directories that tell the values of columns, {@code day=2026-12-31/country=BR/} (REST: {@code
 * HivePartitioningOptions}).
 *
 * @param fields the columns, in the order of the directories
 * @param groups files by the values of their directories, in the order of {@code fields}; empty for NULL
 */
record HiveLayout(List<FieldSchema> fields, Map<List<Optional<String>>, List<Path>> groups) {

    private static final int MOST_GROUPS = 4_000;
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
    private static final Pattern KEY = Pattern.compile("\\{([^:{}/]+):([^:{}/]+)}");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}[ T]\\d{1,2}:\\d{2}:\\d{2}(\\.\\d{1,6})?( ?(UTC|Z))?");

    /** @param options {@code mode} and {@code sourceUriPrefix} */
    static HiveLayout of(JsonNode options, DataDirectories directories, List<Path> files) {
        String mode = options.path("mode").asText("AUTO");
        String prefix = options.path("sourceUriPrefix").asText();
        if (prefix.isEmpty()) {
            throw ApiError.missing("hivePartitioningOptions.sourceUriPrefix");
        }
        Map<String, String> said = new LinkedHashMap<>();
        Matcher key = KEY.matcher(prefix);
        while (key.find()) {
            said.put(key.group(1), key.group(2));
        }
        Path root = directories.directory(KEY.matcher(prefix).replaceAll("").replaceFirst("/+$", ""));
        Map<List<Optional<String>>, List<Path>> groups = new LinkedHashMap<>();
        List<String> names = null;
        for (Path file : files) {
            Map<String, Optional<String>> values = values(root, file);
            List<String> found = List.copyOf(values.keySet());
            if (names != null && !names.equals(found)) {
                throw ApiError.invalid("The files have different partition keys: " + names + " and " + found);
            }
            names = found;
            groups.computeIfAbsent(List.copyOf(values.values()), group -> new ArrayList<>())
                    .add(file);
        }
        if (groups.size() > MOST_GROUPS) {
            throw ApiError.invalid("The files are in " + groups.size() + " partitions; at most " + MOST_GROUPS
                    + " are loaded at a time");
        }
        return new HiveLayout(fields(mode, said, names, groups.keySet()), groups);
    }

    private static Map<String, Optional<String>> values(Path root, Path file) {
        if (!file.startsWith(root)) {
            throw ApiError.invalid("A file is not below the source URI prefix: " + file.getFileName());
        }
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        Path below = root.relativize(file);
        for (int i = 0; i < below.getNameCount() - 1; i++) {
            String segment = below.getName(i).toString();
            int equals = segment.indexOf('=');
            if (equals <= 0) {
                throw ApiError.invalid(
                        "Partition keys should be encoded as key=value below the source URI prefix: " + segment);
            }
            String value = segment.substring(equals + 1);
            values.put(segment.substring(0, equals), value.equals(NULL) ? Optional.empty() : Optional.of(value));
        }
        return values;
    }

    private static List<FieldSchema> fields(
            String mode, Map<String, String> said, List<String> names, Iterable<List<Optional<String>>> groups) {
        List<FieldSchema> fields = new ArrayList<>();
        if (mode.equals("CUSTOM") && !List.copyOf(said.keySet()).equals(names)) {
            throw ApiError.invalid(
                    "The source URI prefix names the partition keys " + said.keySet() + ", the files have " + names);
        }
        for (int i = 0; i < names.size(); i++) {
            FieldType type =
                    switch (mode) {
                        case "AUTO" -> inferred(groups, i);
                        case "STRINGS" -> FieldType.STRING;
                        case "CUSTOM" -> FieldType.parse(said.get(names.get(i)));
                        default -> throw ApiError.invalid("Invalid value for hivePartitioningOptions.mode: " + mode);
                    };
            fields.add(new FieldSchema(names.get(i), type, FieldSchema.Mode.NULLABLE, Map.of(), List.of()));
        }
        return fields;
    }

    private static FieldType inferred(Iterable<List<Optional<String>>> groups, int column) {
        List<String> values = new ArrayList<>();
        groups.forEach(group -> group.get(column).ifPresent(values::add));
        if (values.isEmpty()) {
            return FieldType.STRING;
        }
        if (values.stream().allMatch(value -> WHOLE.matcher(value).matches())) {
            return FieldType.INT64;
        }
        if (values.stream().allMatch(value -> DATE.matcher(value).matches())) {
            return FieldType.DATE;
        }
        return values.stream().allMatch(value -> MOMENT.matcher(value).matches())
                ? FieldType.TIMESTAMP
                : FieldType.STRING;
    }
}
