package io.meshwright.emulator.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EditDistanceTest {

    @Test
    void isThatOfTheTableOfAllDistances() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            String one = text(random);
            String other = random.nextInt(4) == 0 ? changed(one, random) : text(random);
            assertThat(EditDistance.between(one, other, () -> {}))
                    .as("%s, %s", one, other)
                    .isEqualTo(
                            table(one.codePoints().toArray(), other.codePoints().toArray()));
        }
    }

    private static String text(Random random) {
        int letters = 1 + random.nextInt(5);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            text.appendCodePoint(random.nextInt(9) == 0 ? 0x1F600 : 'a' + random.nextInt(letters));
        }
        return text.toString();
    }

    private static String changed(String text, Random random) {
        int place = random.nextInt(text.length() + 1);
        return text.substring(0, place) + "#" + text.substring(Math.min(text.length(), place + random.nextInt(3)));
    }

    private static long table(int[] one, int[] other) {
        long[] row = new long[other.length + 1];
        for (int j = 0; j <= other.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length; i++) {
            long corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length; j++) {
                long replaced = corner + (one[i - 1] == other[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length];
    }
}
