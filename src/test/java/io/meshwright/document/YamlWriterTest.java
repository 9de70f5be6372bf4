package io.meshwright.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"1.0", "null", "true", "12", "- x", "@a", "one: two\n# three", "ends with a break\n", " spaced "
            })
    void whatWouldBeReadAsSomethingElseIsReadAsItWasWritten(String text) {
        String yaml = new YamlWriter().with("value", text).write();
        assertThat(YamlReader.read("document", yaml).get().plain()).isEqualTo(Map.of("value", text));
    }
}
