/** Integrations as a file: what is stored written down, and what is written down made so. */
@NullMarked
package io.bactrian.command.apply;

import org.jspecify.annotations.NullMarked;
