/** A simulated Asana: workspaces with their projects, tasks, stories and the events they tell of. */
@NullMarked
package io.bactrian.simulate.asana;

import org.jspecify.annotations.NullMarked;
