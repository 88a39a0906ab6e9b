/** The four operations of the product as one interface, handed to their routes. */
@NullMarked
package io.bactrian.operation;

import org.jspecify.annotations.NullMarked;
