/** The commands that talk to a running service by its REST API, and what they share. */
@NullMarked
package io.bactrian.command;

import org.jspecify.annotations.NullMarked;
