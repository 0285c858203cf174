/** Turns batches of records into chained, signed Merkle heads and verifies them. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.ledger;

import org.jspecify.annotations.NullMarked;
