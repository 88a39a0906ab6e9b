package io.bactrian.route.scaffold;

import java.util.Set;

/**
 * The records that an operation lists, by the schema of its answer.
 *
 * @param items pointer to them
 * @param around pointers to the plain values beside them
 */
record ListedRecords(String items, KnownFields record, Set<String> around) {}
