package io.meshwright.emulator.translation;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many characters to insert, remove or replace make one text of another. 64 rows of the table of distances are
 * computed at once, as the differences between its cells, which are bits (Myers 1999, Hyyrö 2003): two texts of 100,000
 * characters take a third of a second.
 */
final class EditDistance {

    static final String FUNCTION = "googlesql_edit_distance";

    private static final int ROWS = Long.SIZE;

    private EditDistance() {}

    static void install(LongFunctions functions) throws SQLException {
        functions.number(FUNCTION, (texts, wanted) -> between(texts.get(0), texts.get(1), wanted));
    }

    /** In characters of Unicode. */
    static long between(String one, String other, Runnable wanted) {
        int[] down = one.codePoints().toArray();
        int[] across = other.codePoints().toArray();
        int start = Math.max(Arrays.mismatch(down, across), 0);
        if (start == 0 && Arrays.equals(down, across)) {
            return 0;
        }
        int same = 0;
        int most = Math.min(down.length, across.length) - start;
        while (same < most && down[down.length - 1 - same] == across[across.length - 1 - same]) {
            same++;
        }
        return between(
                Arrays.copyOfRange(down, start, down.length - same),
                Arrays.copyOfRange(across, start, across.length - same),
                wanted);
    }

    private static long between(int[] down, int[] across, Runnable wanted) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] columns = numbered(across, numbers);
        int[] rows = numbered(down, numbers);
        long[] equal = new long[numbers.size()];
        byte[] steps = new byte[columns.length];
        Arrays.fill(steps, (byte) 1);
        for (int first = 0; first < rows.length; first += ROWS) {
            wanted.run();
            int count = Math.min(ROWS, rows.length - first);
            for (int row = 0; row < count; row++) {
                equal[rows[first + row]] |= 1L << row;
            }
            advance(columns, equal, steps, count - 1);
            for (int row = 0; row < count; row++) {
                equal[rows[first + row]] = 0;
            }
        }
        long distance = down.length;
        for (byte step : steps) {
            distance += step;
        }
        return distance;
    }

    private static int[] numbered(int[] characters, Map<Integer, Integer> numbers) {
        int[] found = new int[characters.length];
        for (int i = 0; i < found.length; i++) {
            Integer number = numbers.get(characters[i]);
            if (number == null) {
                number = numbers.size();
                numbers.put(characters[i], number);
            }
            found[i] = number;
        }
        return found;
    }

    /**
     * One band of rows.
     *
     * @param equal the rows in which each character stands
     * @param steps how the distance changes from column to column, above the band and then in its last row
     */
    private static void advance(int[] columns, long[] equal, byte[] steps, int last) {
        long more = -1L;
        long less = 0L;
        for (int column = 0; column < columns.length; column++) {
            byte step = steps[column];
            long same = equal[columns[column]];
            long vertical = same | less;
            if (step < 0) {
                same |= 1L;
            }
            long diagonal = (((same & more) + more) ^ more) | same;
            long up = less | ~(diagonal | more);
            long down = more & diagonal;
            steps[column] = (byte) (((up >>> last) & 1L) - ((down >>> last) & 1L));
            up = (up << 1) | (step > 0 ? 1L : 0L);
            down = (down << 1) | (step < 0 ? 1L : 0L);
            more = down | ~(vertical | up);
            less = up & vertical;
        }
    }
}
