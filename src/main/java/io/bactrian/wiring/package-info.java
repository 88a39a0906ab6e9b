/** Makes every part of the service and joins them; the one package that knows all features. */
@NullMarked
package io.bactrian.wiring;

import org.jspecify.annotations.NullMarked;
