/** Carries one response of the site through the filter. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.page;

import org.jspecify.annotations.NullMarked;
