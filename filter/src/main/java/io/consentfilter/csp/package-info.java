/** Derives the Content-Security-Policy from registry and choice. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.csp;

import org.jspecify.annotations.NullMarked;
