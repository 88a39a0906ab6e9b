/** Where each reading of a stream begins and how far it has come; plain computing, without database, routes or requests. */
@NullMarked
package io.bactrian.sync.cursor;

import org.jspecify.annotations.NullMarked;
