package io.meshwright.emulator.result;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.duckdb.DuckDBReadableVector;

/**
 * The texts of a vector that are short enough to stand in it ({@code duckdb_string_t} of DuckDB's C API: the length in four
 * bytes, then up to twelve bytes of text). The driver goes through native code for each text and copies it twice, which
 * takes as long as all else that is done with a row.
 */
final class ShortTexts {

    private static final int CELL_BYTES = 16;
    private static final int LENGTH_BYTES = 4;
    private static final int LONGEST = 12;

    private static final Field DATA = data();

    private final ByteBuffer data;

    /** @param vector of type VARCHAR, to be read as long as its chunk is */
    ShortTexts(DuckDBReadableVector vector) {
        try {
            data = (ByteBuffer) DATA.get(vector);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field made accessible is not", e);
        }
    }

    private static Field data() {
        try {
            Field data = DuckDBReadableVector.class.getDeclaredField("data");
            data.setAccessible(true);
            return data;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("This DuckDB driver keeps its vectors elsewhere", e);
        }
    }

    /** Writes the text of a row as a JSON string; false, and writes nothing, when it is long or is to be escaped. */
    boolean write(long row, JsonBytes out) {
        int cell = Math.toIntExact(row * CELL_BYTES);
        int length = data.getInt(cell);
        return length <= LONGEST && out.plain(data, cell + LENGTH_BYTES, length);
    }
}
