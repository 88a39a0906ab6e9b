/** The first draft of a tool's directory, made of what is known of its interface. */
@NullMarked
package io.bactrian.route.scaffold;

import org.jspecify.annotations.NullMarked;
