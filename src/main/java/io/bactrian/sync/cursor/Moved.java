package io.bactrian.sync.cursor;

import java.util.Map;
import java.util.Set;

/**
 * What has to be kept in the transaction that stores some pages.
 *
 * @param marks new marks by partition
 * @param anew partitions of a feed that begin here: nothing is known of what happened before, so that what the feed tells of has
 *     to be read whole
 */
public record Moved(Map<String, Mark> marks, Set<String> anew) {}
