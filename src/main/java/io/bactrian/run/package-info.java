/** The life of a run: claim, lease, timeline, progress and outcome. */
@NullMarked
package io.bactrian.run;

import org.jspecify.annotations.NullMarked;
