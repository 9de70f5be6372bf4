package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedSampleScan;
import com.google.zetasql.resolvedast.ResolvedSampleScanEnums.SampleUnit;

/** Writes TABLESAMPLE. */
final class SampleWriter {

    private SampleWriter() {}

    static String write(QueryWriter queries, ExpressionWriter expressions, ResolvedSampleScan scan) {
        if (scan.getWeightColumn() != null || !scan.getPartitionByList().isEmpty()) {
            throw new UnsupportedSql("TABLESAMPLE", "TABLESAMPLE with weights or strata");
        }
        CheckedNumber size = new CheckedNumber(scan.getSize(), expressions.write(scan.getSize()));
        boolean percent = scan.getUnit() == SampleUnit.PERCENT;
        String where = percent ? " WHERE random() * 100 < " + size.percentage() : "";
        String limit = percent ? "" : " ORDER BY random() LIMIT " + rows(size);
        return "SELECT " + SelectList.of(scan.getColumnList()).sql() + " FROM " + queries.from(scan.getInputScan())
                + where + limit;
    }

    private static String rows(CheckedNumber size) {
        return size.atLeast(0, "SampleScan requires non-null size", "SampleScan requires non-negative size");
    }
}
