package io.meshwright.emulator.file;

/** Texts as senders of JSON write them, who may leave half of a surrogate pair in them. */
public final class SentText {

    private static final int LONGEST_SHOWN = 1_000;
    private static final int REPLACEMENT = 0xFFFD;

    private SentText() {}

    /** Whether it has an encoding in UTF-8. */
    public static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(SentText::isSurrogate);
            }
        }
        return true;
    }

    /** For an error message: cut, and with U+FFFD in the place of what is no character. */
    public static String shown(String text) {
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        return shown.codePoints()
                .map(point -> isSurrogate(point) ? REPLACEMENT : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
