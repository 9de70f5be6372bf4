package io.meshwright.emulator.javascript;

import java.util.ArrayList;
import java.util.List;

/** Finds words of JavaScript that stand outside of all brackets, texts, comments and regular expressions. */
final class JavaScriptScanner {

    /** A slash after one of these begins a regular expression; after others it divides. */
    private static final String BEFORE_EXPRESSION = "(,=:[!&|?{};+-*%~^<>";

    private static final List<String> WORDS_BEFORE_EXPRESSION =
            List.of("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "yield");

    private final String text;
    private int at;
    private int depth;
    private char last = ';';
    private String lastWord = "";

    JavaScriptScanner(String text) {
        this.text = text;
    }

    /** Where one of the words begins a statement outside of all brackets. */
    List<Integer> statements(List<String> words) {
        restart(0);
        List<Integer> places = new ArrayList<>();
        while (at < text.length()) {
            int start = at;
            boolean outside = depth == 0 && last != '.';
            String word = next();
            if (outside && words.contains(word) && !isCall()) {
                places.add(start);
            }
        }
        return places;
    }

    /** The names that {@code const}, {@code let} or {@code var} at a place declares. */
    List<String> declared(int from) {
        restart(from);
        next();
        List<String> names = new ArrayList<>();
        boolean expected = true;
        while (at < text.length()) {
            boolean outside = depth == 0;
            String word = next();
            if (outside && !word.isEmpty() && expected) {
                names.add(word);
                expected = false;
            } else if (depth == 0 && word.isEmpty() && last == ',') {
                expected = true;
            } else if (depth < 0 || (depth == 0 && word.isEmpty() && last == ';')) {
                break;
            }
        }
        return names;
    }

    private void restart(int from) {
        at = from;
        depth = 0;
        last = ';';
        lastWord = "";
    }

    /** {@code import(…)} and {@code import.meta} are expressions. */
    private boolean isCall() {
        String rest = text.substring(at).stripLeading();
        return rest.startsWith("(") || rest.startsWith(".");
    }

    /** Goes over what comes next; the word it is, or nothing. */
    private String next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("//", at)) {
            skipTo("\n", 2);
        } else if (text.startsWith("/*", at)) {
            skipTo("*/", 2);
        } else if (c == '\'' || c == '"') {
            quoted(c);
        } else if (c == '`') {
            template();
        } else if (c == '/' && isExpression()) {
            expression();
        } else if (Character.isJavaIdentifierStart(c)) {
            return word();
        } else {
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            ended(c, "");
            at++;
        }
        return "";
    }

    private void ended(char c, String word) {
        last = c;
        lastWord = word;
    }

    private String word() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        ended('a', word);
        return word;
    }

    private boolean isExpression() {
        return lastWord.isEmpty() ? BEFORE_EXPRESSION.indexOf(last) >= 0 : WORDS_BEFORE_EXPRESSION.contains(lastWord);
    }

    private void skipTo(String end, int beginning) {
        int found = text.indexOf(end, at + beginning);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void quoted(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
        ended('"', "");
    }

    private void template() {
        at++;
        while (at < text.length() && text.charAt(at) != '`') {
            if (text.startsWith("${", at)) {
                substitution();
            } else {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        at = Math.min(at + 1, text.length());
        ended('"', "");
    }

    private void substitution() {
        int outside = depth;
        at++;
        do {
            next();
        } while (at < text.length() && depth > outside);
    }

    private void expression() {
        at++;
        boolean set = false;
        while (at < text.length() && text.charAt(at) != '\n' && (set || text.charAt(at) != '/')) {
            char c = text.charAt(at);
            set = c == '[' || (set && c != ']');
            at += c == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
        ended('"', "");
    }
}
