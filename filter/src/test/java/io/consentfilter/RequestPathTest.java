package io.consentfilter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Paths that are put together once. */
final class RequestPathTest {
    @Test
    void samePartsGiveTheSameText() {
        String first = RequestPath.joined("/shop", "/basket");

        assertThat(first).isEqualTo("/shop/basket");
        assertThat(RequestPath.joined(copy("/shop"), copy("/basket"))).isSameAs(first);
    }

    @Test
    void partsThatMeetInTheSamePlaceAreKeptApart() {
        // Both have the hash of the other: "Aa" and "BB" are the classic pair.
        assertThat(RequestPath.joined("/c", "/Aa")).isEqualTo("/c/Aa");
        assertThat(RequestPath.joined("/c", "/BB")).isEqualTo("/c/BB");
        assertThat(RequestPath.joined("/Aa", "/c")).isEqualTo("/Aa/c");
        assertThat(RequestPath.joined("/BB", "/c")).isEqualTo("/BB/c");
        assertThat(RequestPath.joined("/c", "/Aa")).isEqualTo("/c/Aa");
    }

    @Test
    void whereTheyAreCutDoesNotMatter() {
        assertThat(RequestPath.joined("/a", "/b/c")).isEqualTo(RequestPath.joined("/a/b", "/c"));
    }

    @Test
    void moreDifferentPathsThanThereArePlacesAreAllRight() {
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < 5000; i++) {
                assertThat(RequestPath.joined("/c", "/" + i)).isEqualTo("/c/" + i);
            }
        }
    }

    @Test
    void longOnesAreNotKept() {
        String tail = "/" + "x".repeat(200);

        assertThat(RequestPath.joined("/c", tail)).isEqualTo("/c" + tail);
        assertThat(RequestPath.joined("/c", tail)).isNotSameAs(RequestPath.joined("/c", tail));
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }
}
