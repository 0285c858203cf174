/** The command line of the drop-in jar. Not part of the API: only the root package is. */
@NullMarked
package io.consentfilter.cli;

import org.jspecify.annotations.NullMarked;
