/** Requests that are sent again, and the answers that they get without being done again. */
@NullMarked
package io.bactrian.api.repeat;

import org.jspecify.annotations.NullMarked;
