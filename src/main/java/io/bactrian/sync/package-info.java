/** One sync from trigger to stored records: walks, pages, cutting, cursors, census and children. */
@NullMarked
package io.bactrian.sync;

import org.jspecify.annotations.NullMarked;
