/** Backups of the embedded database: a file that holds everything but the keys, and brings it back. */
@NullMarked
package io.bactrian.store.backup;

import org.jspecify.annotations.NullMarked;
