package io.meshwright.emulator.translation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Functions of BigQuery's documentation by name, each with its form in DuckDB, without one where Google's reference
 * implementation computes it, or with the reason why it is refused.
 *
 * @param <F> what writes a call
 */
final class FunctionTable<F> {

    /**
     * @param name as the analyzer has it, in lower case; operators start with {@code $}
     * @param refusal why it is not supported; empty when it is
     */
    record Entry<F>(String chapter, String name, Optional<F> form, String refusal) {
        boolean isRefused() {
            return !refusal.isEmpty();
        }
    }

    private final Map<String, Entry<F>> entries = new LinkedHashMap<>();

    Chapter chapter(String title) {
        return new Chapter(title);
    }

    Collection<Entry<F>> entries() {
        return List.copyOf(entries.values());
    }

    Optional<Entry<F>> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** The function's form, empty for the reference. Throws {@link UnsupportedSql} when it is refused or unknown. */
    Optional<F> form(String name) {
        String shown = name.toUpperCase(Locale.ROOT);
        Entry<F> entry =
                find(name).orElseThrow(() -> new UnsupportedSql(name, shown + ", which is not a function of BigQuery"));
        if (entry.isRefused()) {
            throw new UnsupportedSql(name, shown + ": " + entry.refusal());
        }
        return entry.form();
    }

    /** Adds functions under one heading of the documentation. */
    final class Chapter {
        private final String title;

        private Chapter(String title) {
            this.title = title;
        }

        void put(String name, F form) {
            entries.put(name, new Entry<>(title, name, Optional.of(form), ""));
        }

        /** Another name of a function above. */
        void alias(String name, String of) {
            Entry<F> entry = entries.get(of);
            entries.put(name, new Entry<>(title, name, entry.form(), entry.refusal()));
        }

        /** Functions left to the reference implementation whatever their arguments. */
        void reference(String names) {
            for (String name : names.split(" ")) {
                entries.put(name, new Entry<>(title, name, Optional.empty(), ""));
            }
        }

        void refuse(String reason, String names) {
            for (String name : names.split(" ")) {
                entries.put(name, new Entry<>(title, name, Optional.empty(), reason));
            }
        }
    }
}
