/** Comparison of documents, certificates and confidence; plain Java without I/O. */
@NullMarked
package io.bactrian.consistency;

import org.jspecify.annotations.NullMarked;
