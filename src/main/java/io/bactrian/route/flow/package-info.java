/** What a file of {@code routes/} says, and whether it may say it. */
@NullMarked
package io.bactrian.route.flow;

import org.jspecify.annotations.NullMarked;
