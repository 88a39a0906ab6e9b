package io.bactrian.sync.cursor;

/**
 * Something that a feed told of a record.
 *
 * @param isDeleted whether it says that the record was deleted
 */
public record Report(String stream, String id, boolean isDeleted) {}
