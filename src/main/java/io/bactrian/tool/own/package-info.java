/** A tool as one integration wants it: within its scope, without what is private, and with its own mapping. */
@NullMarked
package io.bactrian.tool.own;

import org.jspecify.annotations.NullMarked;
