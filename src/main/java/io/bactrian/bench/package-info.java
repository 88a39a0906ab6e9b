/** Measuring the product beside the floor of the same run. */
@NullMarked
package io.bactrian.bench;

import org.jspecify.annotations.NullMarked;
