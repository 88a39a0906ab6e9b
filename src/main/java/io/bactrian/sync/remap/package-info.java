/** Mapping stored records anew from what is stored of them, where the mapping has changed since. */
@NullMarked
package io.bactrian.sync.remap;

import org.jspecify.annotations.NullMarked;
