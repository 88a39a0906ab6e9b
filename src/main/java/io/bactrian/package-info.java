/** The command line and the wiring of Bactrian; the one package that knows all features. */
@NullMarked
package io.bactrian;

import org.jspecify.annotations.NullMarked;
