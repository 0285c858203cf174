package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing without end, a megabyte of it: it is read to its end, and what stands behind it is withheld. */
final class AdversePagesTest {
    private static final int LENGTH = 1_000_000;

    static Stream<Arguments> kinds() {
        return AdversePages.kinds().entrySet().stream().map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void longThingEndsWhereItMust(String name, IntFunction<String> kind) {
        byte[] page = AdversePages.page(kind, LENGTH);
        String out = text(Rewriting.page().inPieces(page, 8192));
        assertThat(text(Rewriting.page().inPieces(page, 64)).equals(out)).isTrue();
        assertThat(out.startsWith("<!DOCTYPE html><title>a</title><body>")).isTrue();
        assertThat(out.endsWith("<img data-choice-service=\"\" data-choice-src=\"https://t.example/last.png\">"))
                .as("end of the page: %s", out.substring(out.length() - 120))
                .isTrue();
    }

    private static String text(byte[] page) {
        return new String(page, StandardCharsets.US_ASCII);
    }
}
