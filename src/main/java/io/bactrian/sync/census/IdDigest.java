package io.bactrian.sync.census;

/** Number and digest of the ids of some rows: whether two lists are equal, for a third of what joining them takes. */
final class IdDigest {
    /** Columns of a select over rows with an {@code external_id}. */
    static final String OF_ROWS =
            "count(*) as number, coalesce(bit_xor(hashtextextended(external_id, 0)), 0) as digest";

    private IdDigest() {}
}
