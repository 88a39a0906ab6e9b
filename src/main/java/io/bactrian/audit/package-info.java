/** Who changed what and who was refused: one entry for each, written once and never changed. */
@NullMarked
package io.bactrian.audit;

import org.jspecify.annotations.NullMarked;
