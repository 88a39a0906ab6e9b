/** Probes of the connections and their history; a probe returns a result, it never throws. */
@NullMarked
package io.bactrian.health;

import org.jspecify.annotations.NullMarked;
