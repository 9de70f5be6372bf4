package io.meshwright.workshop;

import io.meshwright.contract.ColumnType;
import io.meshwright.product.ProductVersion;
import io.meshwright.sql.Column;
import java.util.List;

/** The number a new version gets: major when it breaks readers, minor when it adds columns, else patch. */
final class NextVersion {

    private NextVersion() {}

    static boolean breaks(ProductVersion served, List<Column> columns) {
        return served.outputs().stream()
                .flatMap(port -> port.schema().properties().stream())
                .anyMatch(promised -> columns.stream()
                        .noneMatch(column -> column.name().equalsIgnoreCase(promised.name())
                                && ColumnType.accepts(promised, column.type())));
    }

    static String of(ProductVersion served, List<Column> columns) {
        String[] parts = served.version().split("\\.");
        if (parts.length != 3) {
            return served.version() + ".1";
        }
        long major = number(parts[0]);
        long minor = number(parts[1]);
        if (breaks(served, columns)) {
            return major + 1 + ".0.0";
        }
        long promised = served.outputs().stream()
                .mapToLong(port -> port.schema().properties().size())
                .sum();
        return columns.size() > promised
                ? major + "." + (minor + 1) + ".0"
                : major + "." + minor + "." + (number(parts[2]) + 1);
    }

    private static long number(String text) {
        String digits = text.replaceAll("[^0-9].*", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
