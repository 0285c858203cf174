/** Splits a stream of HTML bytes into tags and text, as the HTML standard does. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.html;

import org.jspecify.annotations.NullMarked;
