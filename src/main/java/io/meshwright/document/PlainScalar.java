package io.meshwright.document;

import io.meshwright.document.Node.Absent;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What an unquoted word means by YAML 1.2's core schema. */
final class PlainScalar {

    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

    private PlainScalar() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** A Boolean, a Long, a BigDecimal, {@link Absent} or the text itself. */
    static Object resolve(String text) {
        if (NULL.matcher(text).matches()) {
            return Absent.INSTANCE;
        }
        if (BOOLEAN.matcher(text).matches()) {
            return Boolean.valueOf(text);
        }
        if (INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return isNumber(text) ? new BigDecimal(text) : text;
    }
}
