/** A simulated help desk, the small made-up service that the generic REST tool is shown and tested with. */
@NullMarked
package io.bactrian.simulate.generic;

import org.jspecify.annotations.NullMarked;
