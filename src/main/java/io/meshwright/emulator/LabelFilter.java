package io.meshwright.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter of a list by labels: {@code labels.key}, {@code labels.key:value}, several with a space or AND between.
 *
 * @param wanted the value of each label; an asterisk for any
 */
record LabelFilter(Map<String, String> wanted) {

    private static final Pattern TERM = Pattern.compile("labels\\.([^:\\s]+)(?::(\\S*))?");
    private static final String ANY = "*";

    static LabelFilter parse(String filter) {
        Map<String, String> wanted = new LinkedHashMap<>();
        if (filter != null && !filter.isBlank()) {
            for (String term : filter.trim().split("(?i)\\s+AND\\s+|\\s+")) {
                Matcher matcher = TERM.matcher(term);
                if (!matcher.matches()) {
                    throw new ApiError("invalid", "filter", "Invalid value for filter: " + filter, null);
                }
                String value = matcher.group(2);
                wanted.put(matcher.group(1), value == null || value.isEmpty() ? ANY : value);
            }
        }
        return new LabelFilter(wanted);
    }

    boolean accepts(JsonNode labels) {
        return wanted.entrySet().stream()
                .allMatch(term -> labels.has(term.getKey())
                        && (term.getValue().equals(ANY)
                                || labels.get(term.getKey()).asText().equals(term.getValue())));
    }
}
