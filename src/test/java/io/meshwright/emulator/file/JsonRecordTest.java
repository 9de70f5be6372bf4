package io.meshwright.emulator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonRecordTest {

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
