package io.meshwright.document;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes YAML documents field by field; what is empty is left out. */
public final class YamlWriter {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Adds a field, unless its value is empty: text, a collection, a map or an Optional without content, or null. */
    public YamlWriter with(String name, Object value) {
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        boolean empty = plain == null
                || (plain instanceof String text && text.isEmpty())
                || (plain instanceof Collection<?> collection && collection.isEmpty())
                || (plain instanceof Map<?, ?> map && map.isEmpty());
        if (!empty) {
            fields.put(name, plain);
        }
        return this;
    }

    /** Adds a field that is true; a false one is left out. */
    public YamlWriter flag(String name, boolean value) {
        return with(name, value ? Boolean.TRUE : null);
    }

    /** The fields, to be the value of another field. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** The document. */
    public String write() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(0);
        options.setWidth(120);
        options.setSplitLines(false);
        return new Yaml(new PlainRepresenter(options), options).dump(fields);
    }

    /** Long texts as literal blocks, whole numbers without a type tag. */
    private static final class PlainRepresenter extends Representer {

        PlainRepresenter(DumperOptions options) {
            super(options);
            representers.put(
                    String.class,
                    text -> representScalar(
                            Tag.STR,
                            text.toString(),
                            text.toString().contains("\n")
                                    ? DumperOptions.ScalarStyle.LITERAL
                                    : DumperOptions.ScalarStyle.PLAIN));
            representers.put(BigDecimal.class, number -> {
                BigDecimal decimal = ((BigDecimal) number).stripTrailingZeros();
                return representScalar(decimal.scale() <= 0 ? Tag.INT : Tag.FLOAT, decimal.toPlainString());
            });
        }
    }
}
