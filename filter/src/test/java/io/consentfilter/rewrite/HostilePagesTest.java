package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * No known trick passes a withheld host, and nothing else is touched. Each input is rewritten whole, at every cut and byte by
 * byte; what leaves is read by two full parsers, with and without scripting, and by a flat scanner.
 */
final class HostilePagesTest {
    private static final int CASES_MIN = 400;

    @TestFactory
    Stream<DynamicTest> noTrickPasses() throws IOException {
        return HostileCase.all().stream().map(each -> DynamicTest.dynamicTest(each.toString(), () -> check(each)));
    }

    @Test
    void casesAreManyAndOfOneNameEach() throws IOException {
        List<HostileCase> all = HostileCase.all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(CASES_MIN);
        assertThat(all.stream().map(HostileCase::name)).doesNotHaveDuplicates();
    }

    private static void check(HostileCase hostile) {
        Rewriting rewriting = Rewriting.page().kind(hostile.kind());
        byte[] input = hostile.input();
        String out = text(rewriting.inPieces(input, input.length));
        switch (hostile.expected()) {
            case U -> assertThat(out).isEqualTo(text(input));
            case G ->
                assertThat(Loads.of(out, hostile.kind()))
                        .as("closed: make it W")
                        .isNotEmpty();
            case W -> {
                assertThat(Loads.of(hostile.text(), hostile.kind()))
                        .as("the input loads something")
                        .isNotEmpty();
                assertThat(Loads.of(out, hostile.kind())).as(out).isEmpty();
            }
        }
        assertThat(text(rewriting.inPieces(input, 1))).as("byte by byte").isEqualTo(out);
        for (int cut = 0; cut <= input.length; cut++) {
            assertThat(text(rewriting.cutAt(input, cut))).as("cut at " + cut).isEqualTo(out);
        }
        byte[] once = rewriting.inPieces(input, input.length);
        assertThat(text(rewriting.inPieces(once, once.length)))
                .as("rewritten again")
                .isEqualTo(out);
        // With what is inserted, the page must not read otherwise.
        byte[] inserted = rewriting.insertions().inPieces(input, 7);
        if (hostile.expected() == HostileCase.Expected.W && hostile.kind() == DocumentKind.PAGE) {
            assertThat(Loads.of(text(inserted), hostile.kind()))
                    .as(text(inserted))
                    .allMatch(load -> load.contains("/_choice/"));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
