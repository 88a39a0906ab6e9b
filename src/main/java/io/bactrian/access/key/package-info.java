/** API keys: made, checked, listed and revoked; only their hashes are kept. */
@NullMarked
package io.bactrian.access.key;

import org.jspecify.annotations.NullMarked;
