/** A simulated GitHub: the issues of repositories and what belongs to them. */
@NullMarked
package io.bactrian.simulate.github;

import org.jspecify.annotations.NullMarked;
