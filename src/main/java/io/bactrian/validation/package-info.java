/** Validation of what is stored against what the tools hold, the inconsistencies it finds, and their repair. */
@NullMarked
package io.bactrian.validation;

import org.jspecify.annotations.NullMarked;
