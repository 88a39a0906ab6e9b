package io.bactrian.tool;

import java.util.List;
import java.util.Map;

/**
 * Which records of an answer are another stream's, and left out.
 *
 * @param there pointers to what stands in such a record: one of some texts, or anything when there are none
 * @param lacking pointers at which nothing stands in such a record
 */
public record Skip(Map<String, List<String>> there, List<String> lacking) {
    public static final Skip NOTHING = new Skip(Map.of(), List.of());

    /** The same for a listing of ids, which holds nothing besides. */
    Skip ofIds() {
        return new Skip(there, List.of());
    }
}
