/** Simulated tools that a demo, a test or a benchmark can sync from, on a small HTTP server of their own. */
@NullMarked
package io.bactrian.simulate;

import org.jspecify.annotations.NullMarked;
