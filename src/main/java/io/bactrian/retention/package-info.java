/** What has been kept for long enough, and is removed. */
@NullMarked
package io.bactrian.retention;

import org.jspecify.annotations.NullMarked;
