/** The log of what happened, written in the transactions that made it happen. */
@NullMarked
package io.bactrian.event;

import org.jspecify.annotations.NullMarked;
