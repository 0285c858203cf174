package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.web.PageEncoding.Source;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageEncodingTest {
    private static PageEncoding html(@Nullable String contentType, String page) {
        byte[] bytes = page.getBytes(StandardCharsets.ISO_8859_1);
        return PageEncoding.of(contentType, bytes, 0, bytes.length, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<meta charset=utf-8> | utf-8",
                "<META CharSet='Shift_JIS'> | shift_jis",
                "<meta/charset=\"gb2312\"> | gbk",
                "<meta charset = iso-8859-1 > | windows-1252",
                "<meta charset=utf-16> | utf-8",
                "<meta charset=x-user-defined> | windows-1252",
                "<meta http-equiv=Content-Type content='text/html; charset=euc-jp'> | euc-jp",
                "<meta content='text/html;charset = \"koi8-r\"' http-equiv=content-type> | koi8-r",
                "<meta content='charsetx charset=big5;x' http-equiv=content-type> | big5",
                "<meta content='text/html;charset=big5'> | windows-1252",
                "<meta charset=nonsense><meta charset=euc-kr> | euc-kr",
                "<meta charset=big5 charset=utf-8> | big5",
                "<!-- <meta charset=big5> --><meta charset=utf-8> | utf-8",
                "<!--><meta charset=big5> --> | big5",
                "<a title='<meta charset=big5>'><meta charset=utf-8> | utf-8",
                "<script>'<meta charset=big5>'</script> | big5",
                "<!doctype html <meta charset=big5> | windows-1252",
                "</p <meta charset=big5>><meta charset=utf-8> | utf-8",
                "<metax charset=big5> | windows-1252",
                "<meta charset=big5 | windows-1252",
                "<?xml version='1.0' encoding='iso-8859-2'?> | iso-8859-2",
                "<?xml encoding=\"utf-16\"?> | utf-8",
                "no declaration | windows-1252"
            })
    void declarationIsFoundAsTheStandardPrescans(String page, String name) {
        assertThat(html("text/html", page).name()).isEqualTo(name);
    }

    @Test
    void markWinsOverHeaderAndHeaderOverPage() {
        String page = "<meta charset=big5>";
        assertThat(html("text/html; charset=utf-8", "\u00ff\u00fe" + page).name())
                .isEqualTo("utf-16le");
        assertThat(html("text/html; charset=big5", "\u00ef\u00bb\u00bf" + page).source())
                .isEqualTo(Source.BYTE_ORDER_MARK);
        assertThat(html("text/html; charset=utf-8", page).name()).isEqualTo("utf-8");
        assertThat(html("text/html; charset=nonsense", page).source()).isEqualTo(Source.PAGE);
        assertThat(html(null, "x").source()).isEqualTo(Source.FALLBACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html;charset=shift-jis",
                "text/html;charset=ms932",
                "text/html;charset=Windows-31J",
                "text/html; CHARSET = \"Shift_JIS\" ",
                "text/html; x=\"a;charset=utf-8\"; charset=sjis; charset=utf-8",
                "text/html;charset=\"s\\jis\""
            })
    void headerParametersAreReadInOrderAndQuotes(String contentType) {
        assertThat(html(contentType, "").name()).isEqualTo("shift_jis");
    }

    @Test
    void declarationBehindThePrescanIsNotSeen() {
        String late = " ".repeat(PageEncoding.PRESCAN_BYTES_MAX - 19) + "<meta charset=big5>";
        assertThat(html(null, late).name()).isEqualTo("big5");
        assertThat(html(null, " " + late).name()).isEqualTo("windows-1252");
    }

    @Test
    void xhtmlIsUtf8UnlessDeclared() {
        byte[] bytes = "<?xml version='1.0' encoding='windows-1251'?>".getBytes(StandardCharsets.US_ASCII);
        assertThat(PageEncoding.of(null, bytes, 0, bytes.length, true).name()).isEqualTo("windows-1251");
        assertThat(PageEncoding.of(null, bytes, 0, 0, true).name()).isEqualTo("utf-8");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void utf16WithoutMarkIsSeenByItsXmlDeclaration(boolean xml) {
        byte[] bytes = "<?xml".getBytes(StandardCharsets.UTF_16LE);
        assertThat(PageEncoding.of(null, bytes, 0, bytes.length, xml).name()).isEqualTo("utf-16le");
        bytes = "<?xml".getBytes(StandardCharsets.UTF_16BE);
        assertThat(PageEncoding.of(null, bytes, 0, bytes.length, xml).name()).isEqualTo("utf-16be");
    }

    @Test
    void pieceThatIsFetchedAsTextDeclaresNothing() {
        byte[] piece = "<meta charset=big5>".getBytes(StandardCharsets.US_ASCII);
        assertThat(PageEncoding.ofText("text/html", piece, 0, piece.length).name())
                .isEqualTo("utf-8");
        assertThat(PageEncoding.ofText("text/html;charset=euc-jp", piece, 0, piece.length)
                        .name())
                .isEqualTo("euc-jp");
        byte[] marked = {(byte) 0xff, (byte) 0xfe};
        assertThat(PageEncoding.ofText("text/html;charset=euc-jp", marked, 0, 2).name())
                .isEqualTo("utf-16le");
    }

    @Test
    void waitsOnlyWhereTheHeaderIsSilent() {
        assertThat(PageEncoding.bytesNeeded("text/html;charset=utf-8")).isEqualTo(3);
        assertThat(PageEncoding.bytesNeeded("text/html")).isEqualTo(PageEncoding.PRESCAN_BYTES_MAX);
        assertThat(PageEncoding.bytesNeeded(null)).isEqualTo(PageEncoding.PRESCAN_BYTES_MAX);
    }

    @Test
    void transparentMeansThatEveryAsciiByteStandsForItself() {
        String[] labels = {
            "utf-8", "latin1", "iso-8859-2", "iso-8859-10", "iso-8859-15", "koi8-r", "macintosh", "tis-620", "cp1257",
                    "x-mac-cyrillic",
            "ibm866", "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "sjis", "euc-kr", "utf-16le", "utf-16be"
        };
        int transparent = 0;
        for (String label : labels) {
            PageEncoding encoding = html("text/html;charset=" + label, "");
            if (encoding.asciiTransparent()) {
                transparent++;
                assertThat(readsAsciiBehindAnyByte(encoding.charset()))
                        .as(label)
                        .isTrue();
            }
        }
        assertThat(transparent).isEqualTo(12);
        assertThat(html("text/html;charset=hz-gb-2312", "").showsNothing()).isTrue();
    }

    /** What is decoded for the rewriter is encoded again: signs that JIS X 0208 lacks and browsers know must come through. */
    @ParameterizedTest
    @CsvSource({
        "shift_jis, 8740 878A 8160",
        "iso-2022-jp, 1B24422D211B2842 1B24422D6A1B2842 1B244221411B2842",
        "gbk, A2D9",
        "big5, A4A4"
    })
    void signsOfPracticeSurviveBothWays(String label, String texts) {
        Charset charset = html("text/html;charset=" + label, "").charset();
        for (String text : texts.split(" ")) {
            byte[] bytes = java.util.HexFormat.of().parseHex(text);
            assertThat(new String(bytes, charset).getBytes(charset)).as(text).isEqualTo(bytes);
        }
    }

    private static boolean readsAsciiBehindAnyByte(Charset charset) {
        for (int lead = 0; lead < 256; lead++) {
            for (int ascii = 1; ascii < 0x80; ascii++) {
                String text = new String(new byte[] {(byte) lead, (byte) ascii}, charset);
                if (text.charAt(text.length() - 1) != ascii) {
                    return false;
                }
            }
        }
        return true;
    }
}
