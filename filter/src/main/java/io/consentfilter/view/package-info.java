/** Writes every piece of HTML of our own, escaped once. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.view;

import org.jspecify.annotations.NullMarked;
