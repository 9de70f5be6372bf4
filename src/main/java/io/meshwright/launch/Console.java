package io.meshwright.launch;

/** Where the application speaks to whoever started it, before and after there is a log. */
final class Console {

    private Console() {}

    @SuppressWarnings("SystemOut")
    static void say(String line) {
        System.err.println(line);
    }
}
