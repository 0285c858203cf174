/** Answers operators: queries, export, dashboard, sign-in. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.operator;

import org.jspecify.annotations.NullMarked;
