/** How requests are read and answers are written: bodies, queries, JSON. */
@NullMarked
package io.bactrian.api.request;

import org.jspecify.annotations.NullMarked;
