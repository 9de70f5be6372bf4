package io.meshwright.emulator.translation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as the GoogleSQL documentation prints them, read back by their type: an instant whatever the zone it is shown
 * in, a number as far as its digits are shown, an array or a struct element by element.
 */
public final class Printed {

    private static final DateTimeFormatter DATETIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-M-d[' ']['T']H:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    private static final Pattern TIMESTAMP = Pattern.compile(
            "(\\d+-\\d+-\\d+[T ]\\d+:\\d+:\\d+(?:\\.\\d+)?) ?(Z|UTC|[+-]\\d\\d(?::?\\d\\d)?|[A-Z]\\w+/\\w+)?");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ZoneId zone;

    /** @param zone of timestamps printed without one */
    public Printed(ZoneId zone) {
        this.zone = zone;
    }

    /** @param value a plain Java value: Long, Double, Boolean, String, byte[], List, or null */
    public boolean shows(Type type, Object value, String text) {
        if (value == null) {
            return text.trim().equalsIgnoreCase("NULL") || text.trim().equals("(NULL)");
        }
        return switch (type.getKind()) {
            case TYPE_ARRAY -> array(type.asArray().getElementType(), (List<?>) value, text.trim());
            case TYPE_STRUCT -> struct(type.asStruct(), (List<?>) value, text.trim());
            case TYPE_RANGE -> range(type.asRange().getElementType(), (List<?>) value, text.trim());
            case TYPE_DOUBLE -> number((Double) value, text.trim());
            case TYPE_NUMERIC, TYPE_BIGNUMERIC, TYPE_INT64 ->
                isNumber(text.trim()) && new BigDecimal(value.toString()).compareTo(new BigDecimal(text.trim())) == 0;
            case TYPE_BOOL -> text.trim().equalsIgnoreCase(value.toString());
            case TYPE_TIMESTAMP -> timestamp(value.toString(), text.trim());
            case TYPE_DATETIME -> datetime(value.toString(), text.trim());
            case TYPE_BYTES -> bytes((byte[]) value, text);
            case TYPE_JSON -> json(value.toString(), unquoted(text.trim())) || json(value.toString(), text);
            case TYPE_STRING -> text(value.toString(), text);
            default -> value.toString().equals(unquoted(text.trim()));
        };
    }

    /** In quotes or without; white space around a cell is the table's, and a word joiner is not seen. */
    private static boolean text(String written, String text) {
        String value = written.replace("\u2060", "");
        return value.equals(text)
                || value.strip().equals(text.strip())
                || value.equals(unquoted(text.trim()))
                || value.equals(unescaped(unquoted(text.trim())));
    }

    private static boolean json(String value, String text) {
        try {
            return JSON.readTree(value).equals(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static boolean bytes(byte[] value, String text) {
        String shown = text.trim();
        if (shown.matches("b([\"']).*\\1")) {
            shown = shown.substring(2, shown.length() - 1);
        }
        return java.util.Arrays.equals(value, decoded(shown));
    }

    /** GoogleSQL's escapes. */
    private static byte[] decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && text.startsWith("x", i + 1) && i + 3 < text.length()) {
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                bytes.write(next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    }

    /** To the digits shown; the last may be rounded or cut off. */
    private static boolean number(double value, String text) {
        if (!isNumber(text)) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "nan" -> Double.isNaN(value);
                case "inf", "+inf", "infinity" -> value == Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> value == Double.NEGATIVE_INFINITY;
                default -> false;
            };
        }
        BigDecimal shown = new BigDecimal(text);
        if (!Double.isFinite(value)) {
            return false;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = BigDecimal.valueOf(value);
        double read = shown.doubleValue();
        boolean aUnitApart = shown.precision() >= 16 && Math.abs(read - value) <= Math.ulp(value);
        return shown.compareTo(shortest) == 0
                || aUnitApart
                || (shown.scale() > 0
                        && shown.precision() > 2
                        && (shown.compareTo(exact.setScale(shown.scale(), RoundingMode.HALF_UP)) == 0
                                || shown.compareTo(shortest.setScale(shown.scale(), RoundingMode.HALF_UP)) == 0
                                || shown.compareTo(exact.setScale(shown.scale(), RoundingMode.DOWN)) == 0));
    }

    private boolean timestamp(String value, String text) {
        Matcher shown = TIMESTAMP.matcher(text);
        if (!shown.matches()) {
            return isClock(value, text);
        }
        String named = shown.group(2);
        ZoneId in = named == null ? zone : named.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(named);
        OffsetDateTime actual = OffsetDateTime.parse(value.replace(' ', 'T').replaceFirst("\\+00$", "Z"));
        return ZonedDateTime.of(LocalDateTime.parse(shown.group(1), DATETIME), in)
                .toInstant()
                .equals(actual.toInstant());
    }

    /** Some examples show of an instant the time of day alone. */
    private boolean isClock(String value, String text) {
        OffsetDateTime actual = OffsetDateTime.parse(value.replace(' ', 'T').replaceFirst("\\+00$", "Z"));
        return text.matches("\\d\\d:\\d\\d:\\d\\d")
                && actual.atZoneSameInstant(zone).toLocalTime().equals(LocalTime.parse(text));
    }

    private static boolean datetime(String value, String text) {
        try {
            return LocalDateTime.parse(value, DATETIME).equals(LocalDateTime.parse(text, DATETIME));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** In brackets, of which the documentation forgets some; the API answers an empty array for NULL. */
    private boolean array(Type element, List<?> values, String text) {
        if (text.equals("NULL")) {
            return values.isEmpty();
        }
        boolean bare = !text.startsWith("[");
        List<String> parts = parts(bare ? text : text.substring(1, text.length() - (text.endsWith("]") ? 1 : 0)));
        if (parts.size() != values.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!shows(element, values.get(i), parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** In braces or parentheses; a field stands alone, as {@code name: value} or as {@code value name}. */
    private boolean struct(StructType type, List<?> values, String text) {
        boolean enclosed = (text.startsWith("{") && text.endsWith("}")) || (text.startsWith("(") && text.endsWith(")"));
        if (!enclosed) {
            return false;
        }
        List<String> parts = parts(text.substring(1, text.length() - 1));
        if (parts.size() != values.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            Type field = type.getField(i).getType();
            String name = type.getField(i).getName();
            String part = parts.get(i);
            String before = part.replaceFirst("^\"?" + Pattern.quote(name) + "\"? ?: ?", "");
            String after = part.endsWith(" " + name) ? part.substring(0, part.length() - name.length() - 1) : part;
            if (!shows(field, values.get(i), part)
                    && !shows(field, values.get(i), before)
                    && !shows(field, values.get(i), after)) {
                return false;
            }
        }
        return true;
    }

    private boolean range(Type bound, List<?> values, String text) {
        if (!text.startsWith("[") || !text.endsWith(")")) {
            return false;
        }
        String[] bounds = text.substring(1, text.length() - 1).split(", ");
        return bounds.length == 2 && bound(bound, values.get(0), bounds[0]) && bound(bound, values.get(1), bounds[1]);
    }

    private boolean bound(Type type, Object value, String text) {
        return value == null ? text.equals("UNBOUNDED") : shows(type, value, text);
    }

    /** Splits at the commas outside of brackets and quotes; one after the last element is allowed. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted = (c == '"') != quoted;
            depth += quoted ? 0 : "[{(".indexOf(c) >= 0 ? 1 : "]})".indexOf(c) >= 0 ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                parts.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        String last = text.substring(start).trim();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }
}
