package io.meshwright.diagnostic;

/**
 * A place in a document.
 *
 * @param file path as the author knows it, relative to the mesh directory
 * @param line 1-based; 0 when the whole file is meant
 * @param column 1-based; 0 when the whole line is meant
 */
public record SourceLocation(String file, int line, int column) {

    public static SourceLocation of(String file) {
        return new SourceLocation(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + " " + line + ":" + column;
    }
}
