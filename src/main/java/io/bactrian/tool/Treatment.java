package io.bactrian.tool;

import java.util.List;

/**
 * What an integration wants done to the records of a stream before they are stored.
 *
 * @param leaveOut pointers to parts that are never stored; null stands there instead
 * @param hash pointers to parts of which no more than a keyed hash is stored
 * @param mappings values taken from a record besides those that the tool declares, or instead of them
 */
public record Treatment(List<String> leaveOut, List<String> hash, List<FieldMapping> mappings) {
    /** Records are stored as the tool sends them and mapped as it declares. */
    public static final Treatment NONE = new Treatment(List.of(), List.of(), List.of());

    /** Whether anything of a record must not be stored as it is. */
    public boolean isPrivate() {
        return !leaveOut.isEmpty() || !hash.isEmpty();
    }

    /** What must not be stored as it is, as a text that is equal for equal wishes; empty for nothing. */
    public String privacy() {
        return isPrivate() ? "leaveOut " + leaveOut + " hash " + hash : "";
    }
}
