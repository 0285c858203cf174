package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkRelationsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "stylesheet",
                "alternate STYLESHEET",
                "shortcut icon",
                "\tpreconnect\n",
                "x\fdns-prefetch",
                "modulepreload",
                "apple-touch-icon",
                "manifest",
                "prerender"
            })
    void fetchingRelationsAreKnown(String rel) {
        assertThat(LinkRelations.fetch(rel)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "canonical", "alternate", "author me", "stylesheets", "pre load", "icon\u00a0x"})
    void otherRelationsFetchNothing(String rel) {
        assertThat(LinkRelations.fetch(rel)).isFalse();
    }
}
