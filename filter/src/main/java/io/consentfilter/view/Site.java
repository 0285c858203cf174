package io.consentfilter.view;

import io.consentfilter.config.BannerSection;
import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.registry.Registry;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all of our pieces need to know of the site. */
record Site(
        SiteSection section,
        ControllerSection controller,
        BannerSection banner,
        Registry registry,
        Views.Paths paths,
        Assets assets,
        Templates templates) {

    /** The name that a visitor can hold responsible: with the legal form, where the name does not carry it already. */
    String controllerName() {
        String form = controller.legalForm();
        boolean carried = form == null || controller.name().endsWith(form);
        return carried ? controller.name() : controller.name() + " " + form;
    }

    /** Paths of the configuration count from the context; addresses stay as they are. */
    String imprint() {
        return imprintIsPath() ? paths.context() + section.imprint() : section.imprint();
    }

    private boolean imprintIsPath() {
        return section.imprint().startsWith("/") && !section.imprint().startsWith("//");
    }

    /** What every template may ask for; {@code settings} is markup already. */
    Map<String, Object> values(Wording wording) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("t", wording.all());
        values.put("lang", wording.language());
        values.put("prefix", paths.prefix());
        values.put("policy", paths.policy());
        values.put("imprint", imprint());
        values.put("imprintOwn", imprintIsPath() ? String.valueOf(Slot.OWN.mark) : "");
        values.put("slot", Slot.marks());
        values.put("settings", settings(wording.language()) + Slot.BACK_QUERY.mark);
        return values;
    }

    private String settings(String language) {
        return Slot.OWN.mark + Markup.escape(paths.prefix() + "/?lang=" + language + "&return=");
    }
}
