/** One record asked of its tool for somebody who waits for it, beside what is stored of it; nothing of it is stored. */
@NullMarked
package io.bactrian.sync.live;

import org.jspecify.annotations.NullMarked;
