/** Sessions of browsers: begun with a key and over with it, with time, or when they are ended. */
@NullMarked
package io.bactrian.access.session;

import org.jspecify.annotations.NullMarked;
