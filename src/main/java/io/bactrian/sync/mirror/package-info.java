/** What is stored of a tool's records, as callers read it without asking the tool. */
@NullMarked
package io.bactrian.sync.mirror;

import org.jspecify.annotations.NullMarked;
