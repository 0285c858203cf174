package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AsciiKeepingCharsetTest {
    private static final Charset CHARSET = new AsciiKeepingCharset(Charset.forName("EUC-JP"));

    @ParameterizedTest
    @CsvSource({
        "61 C6FC CBDC 62, a\u65e5\u672cb",
        "C6FC, \u65e5",
        "2F 8F 20 31 78, /\ufffd 1x",
        "C6 2F 2F, \ufffd//",
        "8EB1 3C 8E, \uff71<\ufffd",
        "8FB0A1 78, \u4e02x",
        "'', ''"
    })
    void asciiIsKeptWhateverStandsBeforeIt(String bytes, String text) {
        assertThat(new String(HexFormat.of().parseHex(bytes.replace(" ", "")), CHARSET))
                .isEqualTo(text);
    }

    @Test
    void charactersThatAreCutAreReadWhole() {
        byte[] bytes = HexFormat.of().parseHex("61C6FC8FB0A162");
        for (int cut = 0; cut <= bytes.length; cut++) {
            CharsetDecoder decoder = CHARSET.newDecoder();
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
        assertThat("a\u65e5".getBytes(CHARSET)).isEqualTo(HexFormat.of().parseHex("61C6FC"));
    }
}
