package io.meshwright.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Partial responses, as Google's APIs read {@code fields}. */
class FieldMaskTest {

    private static final String WHOLE =
            "{'id':'i','schema':{'fields':[{'name':'a','type':'T'},{'name':'b','type':'T'}]},'o':{'x':1,'y':{'x':2}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id                          | {'id':'i'}",
                "schema/fields/name          | {'schema':{'fields':[{'name':'a'},{'name':'b'}]}}",
                "schema(fields(name)), id    | {'id':'i','schema':{'fields':[{'name':'a'},{'name':'b'}]}}",
                "o/x,o/y                     | {'o':{'x':1,'y':{'x':2}}}",
                "o,o/x                       | {'o':{'x':1,'y':{'x':2}}}",
                "*/x                         | {'id':'i','schema':{},'o':{'x':1}}",
                "o/*/x                       | {'o':{'x':1,'y':{'x':2}}}",
                "nothing                     | {}",
            })
    void keepsWhatIsWanted(String fields, String kept) throws JsonProcessingException {
        ObjectNode whole = (ObjectNode) new ObjectMapper().readTree(WHOLE.replace('\'', '"'));
        assertThat(FieldMask.of(fields).apply(whole)).hasToString(kept.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(((", "a(", "a)", "a//b", ",a", "a(b"})
    void refusesWhatIsNoSelection(String fields) {
        assertThatThrownBy(() -> FieldMask.of(fields)).hasMessageStartingWith("Invalid field selection");
    }
}
