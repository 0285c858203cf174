package io.consentfilter.policy;

import io.consentfilter.model.Retired;

/** Services that were taken out: still withheld, their storage still removed. */
final class RetiredText {
    private RetiredText() {}

    static void write(Page page, Html out) {
        if (!page.sources().retired().isEmpty()) {
            out.paragraph(page.say("retired.lead"));
            out.list(page.sources().retired().stream()
                    .map(retired -> entry(page, retired))
                    .toList());
        }
    }

    private static Html entry(Page page, Retired retired) {
        String until = page.words().date(retired.until());
        Html name = new Html()
                .raw("<span id=\"choice-service-" + Html.escape(retired.id()) + "\">" + Html.escape(retired.id())
                        + "</span>");
        if (retired.storage().isEmpty()) {
            return page.say("retired.entry.plain", "name", name, "until", until);
        }
        Html items = Html.commas(
                retired.storage().stream().map(item -> Html.code(item.name())).toList());
        return page.say("retired.entry", "name", name, "until", until, "items", items);
    }
}
