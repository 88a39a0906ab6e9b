/** The two servers: access before everything else, contract and documentation, and one form for every error. */
@NullMarked
package io.bactrian.api.server;

import org.jspecify.annotations.NullMarked;
