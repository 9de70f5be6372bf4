package io.meshwright.document;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.document.Node.Field;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.Node.Scalar;
import io.meshwright.document.Node.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads one YAML document by the rules of YAML 1.2's core schema: dates and {@code yes} are text, unlike in YAML 1.1.
 */
public final class YamlReader {

    private static final int MOST_NODES = 200_000;
    private static final int LARGEST = 8 * 1024 * 1024;

    private final String file;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Set<org.yaml.snakeyaml.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    private YamlReader(String file) {
        this.file = file;
    }

    /**
     * Reads a document whose top is a group of fields.
     *
     * @param file how diagnostics call it
     */
    public static Outcome<Mapping> read(String file, String yaml) {
        return new YamlReader(file).read(yaml);
    }

    private Outcome<Mapping> read(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(100);
        try {
            var composed = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (composed == null) {
                return Outcome.failed(
                        Diagnostic.error("empty-document", SourceLocation.of(file), "The file is empty."));
            }
            if (!(composed instanceof MappingNode mapping)) {
                return Outcome.failed(Diagnostic.error(
                        "wrong-type",
                        at(composed.getStartMark()),
                        "A document starts with fields, such as 'id: ...'."));
            }
            Mapping root = mapping(mapping);
            return diagnostics.isEmpty() ? Outcome.of(root) : Outcome.failed(diagnostics);
        } catch (MarkedYAMLException e) {
            return Outcome.failed(Diagnostic.error("yaml-syntax", place(e), sentence(e)));
        } catch (YAMLException e) {
            return Outcome.failed(
                    Diagnostic.error("yaml-syntax", SourceLocation.of(file), "This is not YAML: " + e.getMessage()));
        }
    }

    private Node node(org.yaml.snakeyaml.nodes.Node node) {
        if (++nodes > MOST_NODES) {
            throw new YAMLException("it has more than " + MOST_NODES + " values, aliases (*name) counted out");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            enter(node);
            List<Node> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(node(item)));
            open.remove(node);
            return new Sequence(items, at(node.getStartMark()));
        }
        return scalar((ScalarNode) node);
    }

    private Mapping mapping(MappingNode node) {
        enter(node);
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            SourceLocation place = at(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                diagnostics.add(
                        Diagnostic.error("wrong-type", place, "A field's name is a word, not a list or group."));
                continue;
            }
            Field earlier = fields.putIfAbsent(key.getValue(), new Field(place, node(tuple.getValueNode())));
            if (earlier != null) {
                diagnostics.add(Diagnostic.error(
                        "duplicate-field",
                        place,
                        "'" + key.getValue() + "' is there twice, first in line "
                                + earlier.location().line() + "; keep one of them."));
            }
        }
        open.remove(node);
        return new Mapping(fields, at(node.getStartMark()));
    }

    private void enter(org.yaml.snakeyaml.nodes.Node node) {
        if (!open.add(node)) {
            throw new YAMLException("it contains itself through an alias (*name)");
        }
    }

    private Scalar scalar(ScalarNode node) {
        String text = node.getValue();
        Object value = node.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN ? PlainScalar.resolve(text) : text;
        return new Scalar(value, text, at(node.getStartMark()));
    }

    private SourceLocation at(Mark mark) {
        return new SourceLocation(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private SourceLocation place(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        return mark == null ? SourceLocation.of(file) : at(mark);
    }

    private static String sentence(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        String advice = "";
        if (problem.contains("\\t")) {
            advice = " Indent with spaces, not tabs.";
        } else if (problem.contains("mapping values are not allowed")) {
            advice = " Text with a colon needs quotes, and fields of one group the same indentation.";
        } else if (problem.contains("alphabetic or numeric character")
                || problem.contains("unexpected character found")
                || problem.contains("found undefined alias")) {
            advice = " Text that starts with * or & needs quotes, such as \"* * * * *\".";
        } else if (problem.contains("expected <block end>")) {
            advice = " The indentation of this line differs from its neighbours.";
        } else if (problem.contains("cannot start any token")) {
            advice = " Text that starts with this character needs quotes.";
        } else if (problem.contains("expected a single document")) {
            advice = " One file holds one document; split it at '---'.";
        }
        return "This is not YAML: " + problem + "." + advice;
    }
}
