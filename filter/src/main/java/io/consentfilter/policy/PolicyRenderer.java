package io.consentfilter.policy;

/** Renders one language: contents, then the sections that have something to say. Content only; the page around it is the view's. */
final class PolicyRenderer {
    private PolicyRenderer() {}

    static String render(Page page) {
        Html contents = new Html();
        Html sections = new Html();
        for (Section section : Section.values()) {
            Html body = new Html();
            section.write(page, body);
            if (!body.isEmpty()) {
                contents.raw("<li>" + page.section(section) + "</li>\n");
                sections.raw("<section id=\"" + section.anchor() + "\">\n");
                sections.heading(2, page.say(section.titleKey()))
                        .raw(body.toString())
                        .raw("</section>\n");
            }
        }
        return head(page) + contents(page, contents) + sections + "</div>\n";
    }

    private static String head(Page page) {
        Html head = new Html()
                .raw("<div class=\"choice-policy\" lang=\"" + page.wording().tag() + "\">\n");
        head.raw("<h1>" + page.say("title") + "</h1>\n");
        head.paragraph(page.say("intro", "site", page.sources().site().name()));
        head.paragraph(page.say("intro.held", "choices", page.choices()));
        return head.paragraph(page.say("date", "date", new Html().raw(ChangesText.DATE_MARK)))
                .toString();
    }

    private static String contents(Page page, Html items) {
        return "<nav class=\"choice-contents\" aria-labelledby=\"choice-contents\">\n<h2 id=\"choice-contents\">"
                + page.say("toc") + "</h2>\n<ol>\n" + items + "</ol>\n</nav>\n";
    }
}
