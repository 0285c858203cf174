package io.consentfilter.csp;

import io.consentfilter.config.SiteSection;
import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;

/** Our Content-Security-Policy, added to whatever the app sends (DESIGN §4, "second wall"). Compiled once per grants, never per request. */
public final class ContentPolicies {
    public ContentPolicies(Registry registry, SiteSection site, String reportPath) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /**
     * For a page.
     *
     * @param path path of the page, for {@code "frames": "any"}
     */
    public String page(Grants grants, String requestHost, String path) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** For scripts, SVG and XML: own and necessary hosts only, the same for every visitor. */
    public String visitorIndependent(String requestHost) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
