package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code of a module without what only modules may say: the engine runs it as the body of a function. Lines stay where
 * they are.
 */
final class JavaScriptModule {

    private static final String NAME = "[A-Za-z_$][\\w$]*";
    private static final Pattern IMPORT =
            Pattern.compile("import\\s*(?:([\\w$*{},\\s]+?)\\s*\\bfrom\\s*|)(['\"])([^'\"\\n]*)\\2\\s*;?");
    private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");
    private static final Pattern ALIASED = Pattern.compile("(" + NAME + ")(?:\\s+as\\s+(" + NAME + "))?");
    private static final Pattern EVERYTHING = Pattern.compile("\\*\\s*as\\s+(" + NAME + ")");
    private static final Pattern FIRST = Pattern.compile("^\\s*(" + NAME + ")\\s*(?:,|$)");
    private static final Pattern LIST = Pattern.compile("export\\s*\\{([^}]*)}\\s*(from\\b)?\\s*;?");
    private static final Pattern DEFAULT_NAMED = Pattern.compile(
            "export\\s+default\\s+(?=(?:(?:async\\s+)?function\\b\\s*\\*?|class\\b)\\s+(?!extends\\b)(" + NAME + "))");
    private static final Pattern DEFAULT = Pattern.compile("export\\s+default\\s+");
    private static final Pattern NAMED =
            Pattern.compile("export\\s+(?=(?:(?:async\\s+)?function\\b\\s*\\*?|class\\b)\\s*(" + NAME + "))");
    private static final Pattern VARIABLES = Pattern.compile("export\\s+(?=(?:const|let|var)\\s)");

    private final String text;
    private final JavaScriptScanner scanner;
    private final StringBuilder code = new StringBuilder();
    private final Map<String, String> exports = new LinkedHashMap<>();
    private final List<ObjectNode> imports = new ArrayList<>();
    private int copied;

    private JavaScriptModule(String text) {
        this.text = text;
        this.scanner = new JavaScriptScanner(text);
    }

    static JavaScriptModule of(String text) {
        JavaScriptModule module = new JavaScriptModule(text);
        module.scanner.statements(List.of("import", "export")).forEach(module::statement);
        module.code.append(text, module.copied, text.length());
        return module;
    }

    /** For the driver: {@code {code, exports: [[exported, name], …], imports: [{from, names: [[exported, name], …]}, …]}}. */
    ObjectNode described() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("code", code.toString());
        ArrayNode given = json.putArray("exports");
        exports.forEach((exported, name) -> given.addArray().add(exported).add(name));
        imports.forEach(json.putArray("imports")::add);
        return json;
    }

    private void statement(int at) {
        if (at < copied) {
            return;
        }
        Matcher said = IMPORT.matcher(text).region(at, text.length());
        if (said.lookingAt()) {
            imported(said.group(1), said.group(3));
            replace(said, "");
            return;
        }
        Matcher list = LIST.matcher(text).region(at, text.length());
        if (list.lookingAt() && list.group(2) == null) {
            aliases(list.group(1), exports);
            replace(list, "");
            return;
        }
        Matcher whole = DEFAULT_NAMED.matcher(text).region(at, text.length());
        Matcher named = NAMED.matcher(text).region(at, text.length());
        Matcher value = DEFAULT.matcher(text).region(at, text.length());
        Matcher variables = VARIABLES.matcher(text).region(at, text.length());
        if (whole.lookingAt()) {
            exports.put("default", whole.group(1));
            replace(whole, "");
        } else if (value.lookingAt()) {
            exports.put("default", "$default");
            replace(value, "const $default = ");
        } else if (named.lookingAt()) {
            exports.put(named.group(1), named.group(1));
            replace(named, "");
        } else if (variables.lookingAt()) {
            scanner.declared(variables.end()).forEach(name -> exports.put(name, name));
            replace(variables, "");
        }
    }

    private void imported(String clause, String from) {
        Map<String, String> names = new LinkedHashMap<>();
        if (clause != null) {
            Matcher everything = EVERYTHING.matcher(clause);
            if (everything.find()) {
                names.put("*", everything.group(1));
            }
            Matcher braces = BRACES.matcher(clause);
            if (braces.find()) {
                aliases(braces.group(1), names);
            }
            Matcher first = FIRST.matcher(clause);
            if (first.find()) {
                names.put("default", first.group(1));
            }
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("from", from);
        ArrayNode given = json.putArray("names");
        names.forEach((exported, name) -> given.addArray().add(exported).add(name));
        imports.add(json);
    }

    /** {@code a as b, c}: of imports what is theirs as what is ours, of exports the other way round. */
    private void aliases(String list, Map<String, String> into) {
        for (String each : list.split(",")) {
            Matcher alias = ALIASED.matcher(each.trim());
            if (alias.matches()) {
                String other = alias.group(2) == null ? alias.group(1) : alias.group(2);
                boolean exported = into == exports;
                into.put(exported ? other : alias.group(1), exported ? alias.group(1) : other);
            }
        }
    }

    private void replace(Matcher said, String by) {
        code.append(text, copied, said.start()).append(by);
        said.group().chars().filter(c -> c == '\n').forEach(c -> code.append('\n'));
        copied = said.end();
    }
}
