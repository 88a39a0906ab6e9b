/** Runs from the command line: started, followed to their end and listed. */
@NullMarked
package io.bactrian.command.run;

import org.jspecify.annotations.NullMarked;
