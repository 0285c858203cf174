/** The only door to Jackson: JSON with positions, and canonical JSON. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.json;

import org.jspecify.annotations.NullMarked;
