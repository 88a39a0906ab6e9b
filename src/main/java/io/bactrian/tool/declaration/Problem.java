package io.bactrian.tool.declaration;

/**
 * What is wrong at one place of a declaration.
 *
 * @param file path below the tool's directory
 * @param line 0 when it is not known
 * @param pointer JSON pointer to the place; empty is the whole file
 */
public record Problem(String file, int line, String pointer, String message) {
    @Override
    public String toString() {
        return file + (line > 0 ? " line " + line : "") + (pointer.isEmpty() ? "" : " at " + pointer) + ": " + message;
    }
}
