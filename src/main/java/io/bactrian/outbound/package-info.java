/** The one way out to the tools: signing, origin, deadline, size, rate budget and address guard. */
@NullMarked
package io.bactrian.outbound;

import org.jspecify.annotations.NullMarked;
