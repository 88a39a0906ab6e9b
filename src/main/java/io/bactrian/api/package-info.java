/** The REST interface: the operations of its contract, one class per resource, and a route for each. */
@NullMarked
package io.bactrian.api;

import org.jspecify.annotations.NullMarked;
