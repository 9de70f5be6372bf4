package io.meshwright.emulator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonRecordTest {

    @ParameterizedTest
    @EnumSource(names = {"STRING", "JSON", "DATETIME", "INTERVAL"})
    void textsWithHalfACharacterAreRefusedByTheirField(FieldType type) {
        FieldSchema field = new FieldSchema("n", type, FieldSchema.Mode.NULLABLE, Map.of(), List.of());
        TableSchema schema = new TableSchema(List.of(field));
        for (String text : List.of("2024-01-01 \ud83d", "2024-01-01 \ude00", "2024-01-01 \ude00\ud83d")) {
            var row = JsonNodeFactory.instance.objectNode().put("n", text);

            var problems = JsonRecord.check(schema, row, false).problems();

            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.field()).isEqualTo("n");
                assertThat(problem.message()).contains("\ufffd").doesNotContain("?");
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(problem.message()))
                        .isTrue();
            });
        }
        var whole = JsonNodeFactory.instance.objectNode().put("n", "2024-01-01 \ud83d\ude00");
        assertThat(JsonRecord.check(schema, whole, false).problems()).isEmpty();
    }

    @Test
    void whatIsRefusedIsShownInPart() {
        FieldSchema field = new FieldSchema("n", FieldType.INT64, FieldSchema.Mode.NULLABLE, Map.of(), List.of());
        TableSchema schema = new TableSchema(List.of(field));
        String much = "x".repeat(1_000_000);
        var row = JsonNodeFactory.instance.objectNode().put("n", much).put(much, 1);

        var problems = JsonRecord.check(schema, row, false).problems();

        assertThat(problems).hasSize(2).allSatisfy(problem -> assertThat(problem.message())
                .hasSizeLessThan(2_200));
    }

    @ParameterizedTest
    @EnumSource(names = {"INT64", "NUMERIC", "BIGNUMERIC"})
    void numbersThatCannotBeWrittenOutAreRefusedAtOnce(FieldType type) {
        FieldSchema field = new FieldSchema("n", type, FieldSchema.Mode.NULLABLE, Map.of(), List.of());
        TableSchema schema = new TableSchema(List.of(field));
        for (String number : List.of("1e999999999", "1e-999999999", "9".repeat(3_000_000))) {
            var row = JsonNodeFactory.instance.objectNode().put("n", number);

            var checked = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> JsonRecord.check(schema, row, false));

            assertThat(checked.problems()).hasSize(1);
        }
    }
}
