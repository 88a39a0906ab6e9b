/** A version of a file tried on one live page of an integration: what it would read and map, beside what is stored. */
@NullMarked
package io.bactrian.route.canary;

import org.jspecify.annotations.NullMarked;
