/** The nouns of consent: immutable facts that every other room speaks of. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.model;

import org.jspecify.annotations.NullMarked;
