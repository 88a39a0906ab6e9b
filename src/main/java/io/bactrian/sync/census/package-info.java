/** Proving a stream: the tool's own list of ids, a direct look at what only one side lists, and a sample compared in depth. */
@NullMarked
package io.bactrian.sync.census;

import org.jspecify.annotations.NullMarked;
