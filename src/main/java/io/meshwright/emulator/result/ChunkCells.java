package io.meshwright.emulator.result;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** Rows that come in chunks, as those of large results do. */
final class ChunkCells extends Cells {

    private final DuckDBReadableVector[] vectors;
    private final ShortTexts[] texts;
    private long row;

    ChunkCells(int columns) {
        this.vectors = new DuckDBReadableVector[columns];
        this.texts = new ShortTexts[columns];
    }

    /** Takes the next rows. */
    void take(DuckDBDataChunkReader chunk) {
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.vector(i);
            texts[i] = vectors[i].getType() == DuckDBColumnType.VARCHAR ? new ShortTexts(vectors[i]) : null;
        }
    }

    /** Goes to one of the rows taken. */
    Cells at(long index) {
        row = index;
        return this;
    }

    @Override
    boolean isNull(int column) {
        return vectors[column].isNull(row);
    }

    @Override
    long number(int column) {
        return vectors[column].getLong(row);
    }

    @Override
    double floating(int column) {
        return vectors[column].getDouble(row);
    }

    @Override
    BigDecimal decimal(int column) {
        return vectors[column].getBigDecimal(row);
    }

    @Override
    boolean truth(int column) {
        return vectors[column].getBoolean(row);
    }

    @Override
    LocalDate date(int column) {
        return vectors[column].getLocalDate(row);
    }

    @Override
    String text(int column) {
        return vectors[column].getString(row);
    }

    @Override
    void text(int column, JsonBytes out) {
        if (!texts[column].write(row, out)) {
            out.string(text(column));
        }
    }
}
