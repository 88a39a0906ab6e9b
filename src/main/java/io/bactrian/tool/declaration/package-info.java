/** Reads the declarations of tools from the routes directory and says exactly what is wrong with them. */
@NullMarked
package io.bactrian.tool.declaration;

import org.jspecify.annotations.NullMarked;
