/** Cutting an answer into records without building trees: slices, typed columns and hashes. */
@NullMarked
package io.bactrian.sync.cut;

import org.jspecify.annotations.NullMarked;
