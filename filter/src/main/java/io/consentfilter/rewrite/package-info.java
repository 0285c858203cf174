/** Changes the tags of a page that would load what was not granted. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.rewrite;

import org.jspecify.annotations.NullMarked;
