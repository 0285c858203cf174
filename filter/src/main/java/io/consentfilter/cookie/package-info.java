/** Judges cookies in header text, and reads and writes the choice cookie. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.cookie;

import org.jspecify.annotations.NullMarked;
