/** Reads consent.json into immutable records and names every problem with its place. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.config;

import org.jspecify.annotations.NullMarked;
