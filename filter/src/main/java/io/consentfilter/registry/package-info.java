/** Answers whose a host, a cookie or a script is, and what was granted to it. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.registry;

import org.jspecify.annotations.NullMarked;
