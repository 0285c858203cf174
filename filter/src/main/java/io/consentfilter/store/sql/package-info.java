/** Keeps receipts over JDBC. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.store.sql;

import org.jspecify.annotations.NullMarked;
