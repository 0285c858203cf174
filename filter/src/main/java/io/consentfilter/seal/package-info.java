/** Keys, message authentication, signatures, identifiers and the clock. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.seal;

import org.jspecify.annotations.NullMarked;
