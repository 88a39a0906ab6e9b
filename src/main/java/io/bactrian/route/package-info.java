/** Loads the flows and declarations of the routes directory, file by file. */
@NullMarked
package io.bactrian.route;

import org.jspecify.annotations.NullMarked;
