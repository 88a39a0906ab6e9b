/** Integrations, their stored state, and the registry of live connections. */
@NullMarked
package io.bactrian.connection;

import org.jspecify.annotations.NullMarked;
