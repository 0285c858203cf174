/** What a store of receipts promises, without a word of SQL. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.store;

import org.jspecify.annotations.NullMarked;
