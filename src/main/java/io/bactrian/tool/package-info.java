/** What a tool is: declarations read from the routes directory, data only. */
@NullMarked
package io.bactrian.tool;

import org.jspecify.annotations.NullMarked;
