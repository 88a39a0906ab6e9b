/** Keeps in mind which custom fields each account has, and tells when one appears, changes or goes. */
@NullMarked
package io.bactrian.sync.field;

import org.jspecify.annotations.NullMarked;
