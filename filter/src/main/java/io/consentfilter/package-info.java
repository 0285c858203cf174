/** The whole API of Consent Filter: the filter, what the app may ask it, and how it refuses to start. */
@NullMarked
package io.consentfilter;

import org.jspecify.annotations.NullMarked;
