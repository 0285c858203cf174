/** Counts what happened, by name, for operators. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.metrics;

import org.jspecify.annotations.NullMarked;
