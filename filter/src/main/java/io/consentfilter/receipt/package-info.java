/** Turns a visitor's decision into a durable record and a receipt. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.receipt;

import org.jspecify.annotations.NullMarked;
