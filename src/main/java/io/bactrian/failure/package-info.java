/** Categories of what can go wrong, how an error is classified, and the policies that answer each. */
@NullMarked
package io.bactrian.failure;

import org.jspecify.annotations.NullMarked;
