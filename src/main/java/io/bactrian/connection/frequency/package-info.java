/** How often integrations are synced, in seconds or by the clock of a zone. */
@NullMarked
package io.bactrian.connection.frequency;

import org.jspecify.annotations.NullMarked;
