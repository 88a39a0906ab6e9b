/** Typed comparison of JSON documents, place by place, two of them or three. */
@NullMarked
package io.bactrian.consistency.document;

import org.jspecify.annotations.NullMarked;
