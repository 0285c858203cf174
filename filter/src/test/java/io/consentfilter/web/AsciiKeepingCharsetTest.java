package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.web.AsciiKeepingCharset.Form;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AsciiKeepingCharsetTest {
    private static final Charset EUC_JP = new AsciiKeepingCharset(Charset.forName("EUC-JP"), Form.EUC_JP);

    private static Charset of(String label) {
        return PageEncoding.of("text/html;charset=" + label, new byte[0], 0, 0, false)
                .charset();
    }

    @ParameterizedTest
    @CsvSource({
        "euc-jp, 61 C6FC CBDC 62, a\u65e5\u672cb",
        "euc-jp, C6FC, \u65e5",
        "euc-jp, 2F 8F 20 31 78, /\ufffd 1x",
        "euc-jp, C6 2F 2F, \ufffd//",
        "euc-jp, 8EB1 3C 8E, \uff71<\ufffd",
        "euc-jp, 8FB0A1 78, \u4e02x",
        "euc-jp, 8FB0 3C, \ufffd\ufffd<",
        "gbk, D6D0 3C D6 3C 2F, \u4e2d<\ufffd</",
        "gbk, 81 3D 22 8140, \ufffd=\"\u4e02",
        "gb18030, 8130 8130 8130 3C, \u0080\ufffd0<",
        "big5, A4A4 A4 3C 62 3E A4 22, \u4e2d\ufffd<b>\ufffd\"",
        "big5, A440 A4 20 78, \u4e00\ufffd x"
    })
    void asciiIsKeptWhateverStandsBeforeIt(String label, String bytes, String text) {
        assertThat(new String(HexFormat.of().parseHex(bytes.replace(" ", "")), of(label)))
                .isEqualTo(text);
    }

    /** A text that was shortened in the midst of a character does not take the tag behind it along. */
    @ParameterizedTest
    @ValueSource(strings = {"euc-jp", "gbk", "gb18030", "big5", "shift_jis", "euc-kr", "iso-2022-jp"})
    void noSignOfMarkupIsLostBehindHalfACharacter(String label) {
        for (int lead = 0x80; lead <= 0xFF; lead++) {
            for (char sign : "<>\"'/=& \n-".toCharArray()) {
                String read = new String(new byte[] {(byte) lead, (byte) sign, 'p', '>'}, of(label));
                assertThat(read).as(label + " " + lead).endsWith(sign + "p>");
            }
        }
    }

    @Test
    void charactersThatAreCutAreReadWhole() {
        byte[] bytes = HexFormat.of().parseHex("61C6FC8FB0A162");
        for (int cut = 0; cut <= bytes.length; cut++) {
            CharsetDecoder decoder = EUC_JP.newDecoder();
            CharBuffer out = CharBuffer.allocate(16);
            ByteBuffer in = ByteBuffer.wrap(bytes);
            in.limit(cut);
            decoder.decode(in, out, false);
            in.limit(bytes.length);
            decoder.decode(in, out, true);
            assertThat(out.flip().toString()).as("cut at " + cut).isEqualTo("a\u65e5\u4e02b");
        }
    }

    @Test
    void whatIsWrittenIsOfTheSameCharset() {
        assertThat("a\u65e5".getBytes(EUC_JP)).isEqualTo(HexFormat.of().parseHex("61C6FC"));
    }
}
