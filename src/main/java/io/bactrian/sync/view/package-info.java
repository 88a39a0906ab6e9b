/** What analysts see of streams: a view of each, in which the custom fields that accounts have are columns. */
@NullMarked
package io.bactrian.sync.view;

import org.jspecify.annotations.NullMarked;
