package io.meshwright.emulator.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JsonBytesTest {

    private static String json(double value) {
        JsonBytes out = new JsonBytes(1);
        out.quotedDouble(value);
        return new String(out.toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void writesEveryDoubleAsJavaDoes() {
        Random random = new Random(7);
        DoubleStream few =
                LongStream.range(0, 50_000).mapToDouble(i -> random.nextInt() / Math.pow(10, random.nextInt(9)));
        DoubleStream many = LongStream.range(0, 20_000).mapToDouble(i -> Double.longBitsToDouble(random.nextLong()));
        DoubleStream edges = DoubleStream.of(
                0.0,
                -0.0,
                0.1 + 0.2,
                0.001,
                9.999e-4,
                9_999_999.999999,
                1e7,
                1e22,
                -123.45,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.NEGATIVE_INFINITY);

        assertThat(DoubleStream.concat(edges, DoubleStream.concat(few, many)).boxed())
                .allSatisfy(value -> assertThat(json(value)).isEqualTo("\"" + value + "\""));
    }

    @Test
    void writesEveryInteger() {
        Random random = new Random(7);
        LongStream powers = LongStream.iterate(1, power -> power * 10)
                .limit(19)
                .flatMap(power -> LongStream.of(power - 1, power, -power));
        LongStream many = LongStream.range(0, 20_000).map(i -> random.nextLong() >> random.nextInt(64));
        LongStream edges = LongStream.of(Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);

        assertThat(LongStream.concat(edges, LongStream.concat(powers, many)).boxed())
                .allSatisfy(value -> {
                    JsonBytes out = new JsonBytes(1);
                    out.quotedNumber(value);
                    assertThat(new String(out.toArray(), StandardCharsets.UTF_8))
                            .isEqualTo("\"" + value + "\"");
                });
    }

    @Test
    void escapesWhatJsonDoesNotCarryAsItIs() throws Exception {
        String text = "plain \"quoted\" \\ \n\t\u0001 é 例 \uD83D\uDE00 plain";
        JsonBytes out = new JsonBytes(1);
        out.string(text);
        assertThat(new ObjectMapper().readValue(out.toArray(), String.class)).isEqualTo(text);
    }
}
