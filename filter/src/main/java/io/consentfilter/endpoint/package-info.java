/** Answers visitors: assets, decisions, choices, receipts, policy. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.endpoint;

import org.jspecify.annotations.NullMarked;
