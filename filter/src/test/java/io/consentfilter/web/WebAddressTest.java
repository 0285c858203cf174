package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebAddressTest {
    private static final WebAddress PAGE = WebAddress.resolve("https://own.example/shop/item?x=1#top", null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // §4.4: same scheme without slashes is relative, with any slashes it is not
                "x.js | own.example",
                "/x.js | own.example",
                "?q | own.example",
                "#f | own.example",
                "`` | own.example",
                "//t.example/x | t.example",
                "\\\\t.example/x | t.example",
                "/\\t.example/x | t.example",
                "\\/t.example/x | t.example",
                "////t.example/x | t.example",
                "https:t.example/x | own.example",
                "https:/t.example/x | own.example",
                "https:\\\\t.example/x | t.example",
                "https:/\\t.example/x | t.example",
                "https:///t.example/x | t.example",
                "http:t.example/x | t.example",
                "http:/t.example/x | t.example",
                "hTTps://T.Example/x | t.example",
                "wss:t.example | t.example",
                "ws://t.example:80/ | t.example",
                "wss://t.example:443/ | t.example",
                "ftp://t.example/ | t.example",
                // user-info, ports
                "https://own.example@t.example/ | t.example",
                "https://own.example:443@t.example/ | t.example",
                "https://a@b@t.example/ | t.example",
                "https://own.example\\@t.example/ | own.example",
                "https://t.example:443/ | t.example",
                "https://t.example:/ | t.example",
                "https://t.example:8443/ | t.example:8443",
                "https://t.example:00443/ | t.example",
                "http://t.example:443/ | t.example:443",
                // spellings of the name
                "https://t.example. | t.example",
                "https://t.example.:8443/ | t.example:8443",
                "https://%74.ex%61mple/ | t.example",
                "https://T%2Eexample/ | t.example",
                "https://t\u3002example/ | t.example",
                "https://t\uff0eexample/ | t.example",
                "https://t\uff61example/ | t.example",
                "https://\uff54\uff0e\uff45xample/ | t.example",
                "https://t\u00ad.exam\u200bple/ | t.example",
                "https://m\u00fcller.example/ | xn--mller-kva.example",
                "https://M\u00dcLLER.example/ | xn--mller-kva.example",
                "https://mu\u0308ller.example/ | xn--mller-kva.example",
                "https://xn--MLLER-kva.example/ | xn--mller-kva.example",
                "https://m%C3%BCller.example/ | xn--mller-kva.example",
                "https://fa\u00df.example/ | xn--fa-hia.example",
                "https://\u4f8b\u3048.example/ | xn--r8jz45g.example",
                "https://\u212a.example/ | k.example",
                // what Chromium contacts, beyond or against the tables of the JDK
                "https://\uff0541.example/ | a.example",
                "https://\u3002own.example/ | .own.example",
                "https://..\u00df.example/ | ..xn--zca.example",
                "https://a b.example/ | a%20b.example",
                "https://a\u3164b.example/ | ab.example",
                "https://a\u17b4b.example/ | ab.example",
                "https://a\uffa0b.example/ | ab.example",
                "https://\uab70.example/ | xn--58d.example",
                // IPv4 in every number form
                "http://127.0.0.1/ | 127.0.0.1",
                "http://2130706433/ | 127.0.0.1",
                "http://0x7f.1/ | 127.0.0.1",
                "http://0177.0.0.01/ | 127.0.0.1",
                "http://0x7F000001/ | 127.0.0.1",
                "http://127.1./ | 127.0.0.1",
                "http://\uff11\uff12\uff17.1/ | 127.0.0.1",
                "http://%31%32%37.1/ | 127.0.0.1",
                // IPv6
                "http://[::1]/ | [::1]",
                "http://[::1]:8080/ | [::1]:8080",
                "http://[1:0:0:2:0:0:0:3]/ | [1:0:0:2::3]",
                "http://[0:0:0:0:0:0:0:0]/ | [::]",
                "http://[2001:DB8::]/ | [2001:db8::]",
                "http://[::ffff:192.0.2.1]/ | [::ffff:c000:201]",
                "http://[1:2:3:4:5:6:7:8]/ | [1:2:3:4:5:6:7:8]",
                // addresses in digits that the standard refuses and Chromium contacts
                "http://[::1]\u00ad/ | [::1]",
                "http://\u2061[::1]/ | [::1]",
                "http://%5B::1%5D:8080/ | [::1]:8080",
                "http://\ud834\udd730x7f.1/ | 127.0.0.1",
                // and a name that nobody has declared, where no table is sure
                "http://\u00ad1.2.3.4.5/ | 1.2.3.4.5",
                "http://\u00ad[1/ | [1"
            })
    void hostIsTheOneABrowserContacts(String input, String host) {
        assertThat(WebAddress.resolve(input, PAGE).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:text/html,<script src=//t.example>",
                "blob:https://t.example/1",
                "javascript:fetch('//t.example')",
                "about:blank",
                "mailto:a@t.example",
                "tel:+41",
                "foo://t.example/",
                "file://t.example/x",
                "https://",
                "https://@/",
                "https://u@:80/",
                "https://t.example:99999/",
                "https://t.example:a/",
                "https://t exa<mple/",
                "https://[::1/",
                "https://[1.2.3.4]/",
                "https://[1::2::3]/",
                "https://[::1.2.3]/",
                "https://[::.1.2.3]/",
                "https://[1:2:3:4:5:6:7:8:9]/",
                "https://1.2.3.4.5/",
                "https://1.2.3.256/",
                "https://09.1/",
                "https://t%2Fexample/",
                "https://\u2100.example/",
            })
    void whatNobodyContactsHasNoHost(String input) {
        assertThat(WebAddress.resolve(input, PAGE).host()).isNull();
    }

    @Test
    void tabsNewlinesAndOuterControlsVanish() {
        assertThat(WebAddress.resolve("\u0000 \u001f ht\ntps:\t//t.\rexample/x \u0001", PAGE)
                        .host())
                .isEqualTo("t.example");
        assertThat(WebAddress.resolve("/\t/t.example/x", PAGE).host()).isEqualTo("t.example");
        assertThat(WebAddress.resolve("\u00a0//t.example/", PAGE).host()).isEqualTo("own.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a/./b/../c | /shop/a/c",
                "../../../x | /x",
                "/a/%2e%2E/b | /b",
                "/a/.%2e/b/%2e | /b/",
                "/a\\..\\b | /b",
                "/pr%6fxy/%73tat | /proxy/stat",
                "/a%2fb | /a%2fb",
                "/m\u00fc ller | /m%C3%BC%20ller",
                "? | /shop/item",
                "https://t.example | /",
                "https://t.example?x | /",
                "/a//b/ | /a//b/"
            })
    void pathIsNormalised(String input, String path) {
        assertThat(WebAddress.resolve(input, PAGE).path()).isEqualTo(path);
    }

    @Test
    void baseElementMovesRelativeAddresses() {
        WebAddress base = WebAddress.base("//t.example/dir/", PAGE);
        assertThat(WebAddress.resolve("x.js", base).text()).isEqualTo("https://t.example/dir/x.js");
        assertThat(WebAddress.resolve("//own.example/x.js", base).host()).isEqualTo("own.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:text/html,x", "javascript:1", "https://[", "JAVASCRIPT:1"})
    void baseElementWithoutAnAddressIsIgnored(String href) {
        assertThat(WebAddress.base(href, PAGE)).isSameAs(PAGE);
    }

    @Test
    void opaqueBaseResolvesOnlyFragments() {
        WebAddress base = WebAddress.resolve("mailto:a@b", null);
        assertThat(WebAddress.resolve("//t.example/", base).scheme()).isEmpty();
        assertThat(WebAddress.resolve("#x", base).text()).isEqualTo("mailto:a@b#x");
        assertThat(WebAddress.resolve("//t.example/", null).host()).isNull();
    }

    @Test
    void textHasNoUserInfo() {
        assertThat(WebAddress.resolve("HTTPS://u:p@T.example:443/a b?q=ä'#f\"", null)
                        .text())
                .isEqualTo("https://t.example/a%20b?q=%C3%A4%27#f%22");
    }

    @Test
    void fastPathNeverSaysMoreThanTheParser() {
        String[] pieces = {
            "/", "\\", "a", ":", "?", "#", "\t", "\n", " ", "@", ".", "%", "https:", "t.example", "\u0001"
        };
        int stays = 0;
        for (String one : pieces) {
            for (String two : pieces) {
                for (String three : pieces) {
                    for (String four : pieces) {
                        String text = one + two + three + four;
                        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                        if (WebAddress.staysWithBase(bytes, 0, bytes.length)) {
                            stays++;
                            assertThat(WebAddress.resolve(text, PAGE).host())
                                    .as(text)
                                    .isEqualTo("own.example");
                        }
                    }
                }
            }
        }
        assertThat(stays).isGreaterThan(1000);
    }

    @Test
    void nothingThrows() {
        java.util.Random random = new java.util.Random(7);
        String alphabet = "ht:/\\@[]%2e.?#0x1 \t\ud800\u00df\u3002\uffff-xn";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "http://" : "");
            for (int j = random.nextInt(24); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            WebAddress address = WebAddress.resolve(text.toString(), PAGE);
            assertThat(address.path()).isNotNull();
            assertThat(address.text()).isNotNull();
        }
    }
}
