/** Starts the demo: the site on one port, the stand-in for third parties on another. */
@NullMarked
package io.consentfilter.demo;

import org.jspecify.annotations.NullMarked;
