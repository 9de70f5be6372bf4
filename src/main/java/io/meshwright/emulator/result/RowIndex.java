package io.meshwright.emulator.result;

import java.util.Arrays;

/** Where in a long row of encoded rows every so many of them, or so many bytes, start. */
final class RowIndex {

    private static final int BLOCK_ROWS = 1_000;
    private static final int BLOCK_BYTES = 1_000_000;

    private long[] rows = new long[16];
    private long[] positions = new long[16];
    private int blocks;

    /** Tells where a row starts; to be called for each. */
    void note(long row, long position) {
        boolean near =
                blocks > 0 && row - rows[blocks - 1] < BLOCK_ROWS && position - positions[blocks - 1] < BLOCK_BYTES;
        if (near) {
            return;
        }
        if (blocks == rows.length) {
            rows = Arrays.copyOf(rows, blocks * 2);
            positions = Arrays.copyOf(positions, blocks * 2);
        }
        rows[blocks] = row;
        positions[blocks] = position;
        blocks++;
    }

    int blocks() {
        return blocks;
    }

    /** The block that a row is in. */
    int block(long row) {
        int found = Arrays.binarySearch(rows, 0, blocks, row);
        return found >= 0 ? found : -found - 2;
    }

    /** A block's first row. */
    long row(int block) {
        return rows[block];
    }

    /** Where a block's first row starts. */
    long position(int block) {
        return positions[block];
    }
}
