/** The site of a fictional company: what an ordinary webapp looks like that knows nothing of consent, but for one page. */
@NullMarked
package io.consentfilter.demo.site;

import org.jspecify.annotations.NullMarked;
