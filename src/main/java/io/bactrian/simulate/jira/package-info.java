/** A simulated Jira Cloud site: its data, its endpoints and how it changes by itself. */
@NullMarked
package io.bactrian.simulate.jira;

import org.jspecify.annotations.NullMarked;
