package io.meshwright.api;

/** Which page of a list is wanted: its number from 1, and its size, at most 200. */
record PageNumber(int number, int size) {

    private static final int LARGEST = 200;

    /** @throws jakarta.ws.rs.WebApplicationException when the texts are no such numbers */
    static PageNumber of(String page, String size) {
        return new PageNumber(number("page", page, Integer.MAX_VALUE / LARGEST), number("size", size, LARGEST));
    }

    int offset() {
        return (number - 1) * size;
    }

    private static int number(String name, String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below, as any other number that does not fit.
        }
        throw Problem.badRequest(name + " is a number from 1 to " + most + ", not '" + text + "'.")
                .exception();
    }
}
