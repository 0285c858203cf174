package io.consentfilter.config;

import io.consentfilter.json.LocatedJson;

/**
 * One WAR serves one controller: two tenants would share a receipt store, a policy and a choice cookie, and none of them could
 * tell visitors who is responsible (Art. 13(1)(a) GDPR).
 */
final class OneController {
    private OneController() {}

    static void check(LocatedJson earlier, LocatedJson later, Problems problems) {
        Spot before = new Spot(earlier, "").key("controller");
        Spot now = new Spot(later, "").key("controller");
        String one = before.text("name");
        String other = now.text("name");
        if (one != null && other != null && !one.equals(other)) {
            problems.error(
                    now.key("name"),
                    "found a second controller, " + Wording.quoted(other) + " after " + Wording.quoted(one)
                            + " (" + before.node().place().source() + "), expected one: two tenants with different"
                            + " controllers need two webapps, each with its own configuration and store");
        }
    }
}
