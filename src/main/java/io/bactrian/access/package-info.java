/** Who may call the service: keys, roles, and the handler before everything else that denies by default. */
@NullMarked
package io.bactrian.access;

import org.jspecify.annotations.NullMarked;
