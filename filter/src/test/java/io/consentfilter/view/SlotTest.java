package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/shop/page.html?q=1&r=a+b%20c#x",
                "/a b*c_d-e.f~g!h'(i)",
                "/grüße/日本/\uD83D\uDE00",
                "/half a pair \uD83D",
                "\u0000\u007F\u0080\uFFFF"
            })
    void aReturnPathStandsInAQueryAsFormsSendIt(String path) {
        assertThat(text(Slot.BACK_QUERY, path)).isEqualTo(URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/shop/page.html?q=1", "/?a=1&b=\"<'>", "/grüße", "/\u0000x\uFDD0y"})
    void aReturnPathStandsInAFormEscaped(String path) {
        assertThat(text(Slot.BACK, path))
                .isEqualTo(new String(Markup.ascii(Markup.escape(path)), StandardCharsets.US_ASCII));
    }

    private static String text(Slot slot, String returnPath) {
        return new String(slot.value("TOKEN", returnPath, ""), StandardCharsets.US_ASCII);
    }
}
