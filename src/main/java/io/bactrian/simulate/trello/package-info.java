/** A simulated Trello: boards with their cards, actions and everything on them. */
@NullMarked
package io.bactrian.simulate.trello;

import org.jspecify.annotations.NullMarked;
