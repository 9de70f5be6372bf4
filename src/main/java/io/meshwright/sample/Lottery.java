package io.meshwright.sample;

import java.util.random.RandomGenerator;

/** Draws an index with a probability in proportion to its weight, in constant time (Walker's alias method). */
final class Lottery {

    private final double[] threshold;
    private final int[] alias;

    Lottery(double... weights) {
        int size = weights.length;
        threshold = new double[size];
        alias = new int[size];
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        int[] small = new int[size];
        int[] large = new int[size];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < size; i++) {
            threshold[i] = weights[i] * size / total;
            alias[i] = i;
            if (threshold[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int poor = small[--smalls];
            int rich = large[larges - 1];
            alias[poor] = rich;
            threshold[rich] -= 1 - threshold[poor];
            if (threshold[rich] < 1) {
                larges--;
                small[smalls++] = rich;
            }
        }
    }

    int draw(RandomGenerator random) {
        int index = random.nextInt(threshold.length);
        return random.nextDouble() < threshold[index] ? index : alias[index];
    }
}
