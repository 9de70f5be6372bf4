package io.meshwright.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Copies of a document, each with one change: a field less, a field renamed, a value of another kind. */
public final class Mutations {

    private static final List<Object> VALUES = Arrays.asList(
            7, 2.5, -1, "text", "2", "", true, null, List.of(), Map.of(), List.of("a"), List.of(1, 2), List.of(2, 2));

    private final Map<String, Object> document;

    public Mutations(Map<String, Object> document) {
        this.document = document;
    }

    public void forEach(BiConsumer<String, Map<String, Object>> check) {
        List<List<Object>> paths = new ArrayList<>();
        collect(document, List.of(), paths);
        for (List<Object> path : paths) {
            for (Object value : VALUES) {
                check.accept(path + " = " + value, changed(path, new Change.Replace(value)));
            }
            if (path.get(path.size() - 1) instanceof String name) {
                check.accept("without " + path, changed(path, new Change.Remove()));
                check.accept("renamed " + path, changed(path, new Change.Rename(name + "x")));
            }
        }
    }

    private sealed interface Change {
        record Replace(Object value) implements Change {}

        record Remove() implements Change {}

        record Rename(String name) implements Change {}
    }

    private static void collect(Object node, List<Object> path, List<List<Object>> paths) {
        if (!path.isEmpty()) {
            paths.add(path);
        }
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> collect(value, append(path, name), paths));
        } else if (node instanceof List<?> list) {
            // Items of a list are alike; the first three show what there is.
            for (int i = 0; i < Math.min(3, list.size()); i++) {
                collect(list.get(i), append(path, i), paths);
            }
        }
    }

    private static List<Object> append(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> changed(List<Object> path, Change change) {
        return (Map<String, Object>) changed(document, path, change);
    }

    private static Object changed(Object node, List<Object> path, Change change) {
        Object step = path.get(0);
        boolean last = path.size() == 1;
        if (node instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list);
            int index = (Integer) step;
            copy.set(
                    index,
                    last && change instanceof Change.Replace replace
                            ? replace.value()
                            : changed(list.get(index), path.subList(1, path.size()), change));
            return copy;
        }
        Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) node);
        if (!last) {
            copy.put(step, changed(copy.get(step), path.subList(1, path.size()), change));
        } else if (change instanceof Change.Replace replace) {
            copy.put(step, replace.value());
        } else {
            Object value = copy.remove(step);
            if (change instanceof Change.Rename rename) {
                copy.put(rename.name(), value);
            }
        }
        return copy;
    }
}
