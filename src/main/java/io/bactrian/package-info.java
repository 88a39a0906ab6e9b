/** The command line of Bactrian. */
@NullMarked
package io.bactrian;

import org.jspecify.annotations.NullMarked;
