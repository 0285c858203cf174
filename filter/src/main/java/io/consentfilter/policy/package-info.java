/** Writes the Datenschutzerklärung from the registry, in versions. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.policy;

import org.jspecify.annotations.NullMarked;
