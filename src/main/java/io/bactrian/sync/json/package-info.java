/** JSON in the bytes it came in: read without copying, and judged as the database will. */
@NullMarked
package io.bactrian.sync.json;

import org.jspecify.annotations.NullMarked;
