package io.meshwright.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContractDiffTest {

    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: actions
            version: 1.0.0
            status: active
            schema:
            - name: actions
              properties:
              - name: user
                logicalType: integer
                physicalType: INT64
                required: true
                primaryKey: true
                primaryKeyPosition: 1
                quality:
                - name: Users are known
                  metric: nullValues
                  mustBe: 0
              - name: kind
                logicalType: string
                unique: true
              - name: note
                logicalType: string
            slaProperties:
            - property: freshness
              value: 1
              unit: d
            - property: retention
              value: 1
              unit: y
            """;

    @Test
    void seesNothingWhereNothingChanged() {
        assertThat(changes(CONTRACT)).isEmpty();
    }

    @Test
    void callsWhatConsumersReliedOnBreaking() {
        assertThat(changes(CONTRACT.replace("  - name: note\n    logicalType: string\n", "")))
                .containsExactly("breaking column-removed: actions.note is gone; consumers that read it fail.");
        assertThat(changes(CONTRACT.replace("physicalType: INT64", "physicalType: STRING")))
                .containsExactly("breaking type-changed: actions.user was INT64 and is STRING.");
        assertThat(changes(CONTRACT.replace("    required: true\n", "")))
                .containsExactly("breaking column-optional: actions.user may be empty now.");
        assertThat(changes(CONTRACT.replace("    unique: true\n", "")))
                .containsExactly(
                        "breaking column-repeating: actions.kind may repeat now; joins on it may multiply rows.");
        assertThat(changes(CONTRACT.replace("mustBe: 0", "mustBeLessThan: 9")))
                .containsExactly(
                        "breaking rule-removed: The rule 'Users are known' of actions.user is gone or differs.",
                        "rule-added: The rule 'Users are known' of actions.user is new.");
        assertThat(changes(CONTRACT.replace("value: 1\n  unit: d", "value: 2\n  unit: d")))
                .containsExactly("breaking service-level-changed: The promise of freshness was 1 d and is 2 d.");
        assertThat(changes(CONTRACT.replace("value: 1\n  unit: y", "value: 30\n  unit: d")))
                .containsExactly("breaking service-level-changed: The promise of retention was 1 y and is 30 d.");
        assertThat(changes(CONTRACT.replace("status: active", "status: retired")))
                .containsExactly("breaking status-changed: The contract was active and is retired.");
    }

    @Test
    void callsAFinerKeyBreakingAndACoarserOneNot() {
        String finer = CONTRACT.replace(
                "    unique: true\n", "    unique: true\n    primaryKey: true\n    primaryKeyPosition: 2\n");
        assertThat(changes(finer)).containsExactly("breaking key-changed: The primary key was user and is user, kind.");
        assertThat(lines(finer, CONTRACT)).containsExactly("key-changed: The primary key was user, kind and is user.");
    }

    @Test
    void callsMorePromisesHarmless() {
        assertThat(changes(CONTRACT.replace("  - name: note\n", "  - name: more\n  - name: note\n    required: true\n")
                        .replace("value: 1\n  unit: d", "value: 6\n  unit: h")))
                .containsExactly(
                        "column-required: actions.note is always filled now.",
                        "column-added: actions.more is new.",
                        "service-level-changed: The promise of freshness was 1 d and is 6 h.");
    }

    private static List<String> changes(String after) {
        return lines(CONTRACT, after);
    }

    private static List<String> lines(String before, String after) {
        return ContractDiff.between(
                        ContractReader.read("before", before).get(),
                        ContractReader.read("after", after).get())
                .changes()
                .stream()
                .map(change -> (change.breaking() ? "breaking " : "") + change.code() + ": " + change.sentence())
                .toList();
    }
}
