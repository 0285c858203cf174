package io.consentfilter.policy;

/** What a section needs to be written: the facts, the language, the law. */
record Page(Sources sources, Law law, Wording wording, Words words) {
    static Page of(Sources sources, String language) {
        Wording wording = Wording.of(language, sources.controller().country().equals("CH"));
        return new Page(sources, Law.of(sources.site(), sources.controller()), wording, new Words(wording));
    }

    Html say(String key, Object... slots) {
        return wording.say(key, slots);
    }

    /** The link to the choices page. */
    Html choices() {
        return Html.link(sources.links().choices(), say("choices.link"));
    }

    /** A link to another section of this page. */
    Html section(Section section) {
        return Html.anchor(section.anchor(), say(section.titleKey()));
    }
}
