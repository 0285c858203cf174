/** Reads addresses, style sheets, candidate lists and encodings as browsers do. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.web;

import org.jspecify.annotations.NullMarked;
