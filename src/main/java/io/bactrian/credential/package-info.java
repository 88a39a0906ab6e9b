/** The vault: credentials sealed under a master key and bound to the row they belong to. */
@NullMarked
package io.bactrian.credential;

import org.jspecify.annotations.NullMarked;
