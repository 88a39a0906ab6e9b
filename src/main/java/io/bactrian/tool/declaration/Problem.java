package io.bactrian.tool.declaration;

/**
 * What is wrong at one place of a file of {@code routes/}.
 *
 * @param file path below the tool's directory
 * @param line counted from 1; 0 when it is not known
 * @param column counted from 1; 0 when it is not known
 * @param pointer JSON pointer to the place; empty is the whole file
 */
public record Problem(String file, int line, int column, String pointer, String message) {
    /** A problem whose line nobody knows. */
    public Problem(String file, String pointer, String message) {
        this(file, 0, 0, pointer, message);
    }

    /** The same, told from outside of the directory. */
    public Problem within(String directory) {
        return new Problem(directory + "/" + file, line, column, pointer, message);
    }

    @Override
    public String toString() {
        return file
                + (line > 0 ? " line " + line + (column > 0 ? ", column " + column : "") : "")
                + (pointer.isEmpty() ? "" : " at " + pointer)
                + ": "
                + message;
    }
}
