/** The REST interface: its contract, its routes, its server, and one form for every error. */
@NullMarked
package io.bactrian.api;

import org.jspecify.annotations.NullMarked;
