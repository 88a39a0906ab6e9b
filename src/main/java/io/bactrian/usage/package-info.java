/** What is asked of the tools and brought over, day by day. */
@NullMarked
package io.bactrian.usage;

import org.jspecify.annotations.NullMarked;
