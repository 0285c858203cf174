package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Any address and any style sheet. Run it with
 * {@code JAZZER_FUZZ=1 mvn -pl filter -am test -Dtest='WebFuzz#anyAddress*' -Dsurefire.failIfNoSpecifiedTests=false}.
 */
final class WebFuzz {
    private static final WebAddress PAGE = WebAddress.resolve("https://www.muster.example/shop/page.html?q#f", null);

    /** What was resolved means the same when it is resolved again, and where an older standard knows the host too, it is the same. */
    @FuzzTest(maxDuration = "30m")
    void anyAddressIsResolvedOnce(byte[] data) {
        String input = new String(data, StandardCharsets.UTF_8);
        WebAddress address = WebAddress.resolve(input, PAGE);
        WebAddress again = WebAddress.resolve(address.text(), PAGE);
        if (!address.text().isEmpty()) {
            assertThat(again.host()).as(input).isEqualTo(address.host());
            assertThat(again.text()).as(input).isEqualTo(address.text());
        }
        if (WebAddress.staysWithBase(data, 0, data.length)) {
            assertThat(address.host()).as(input).isEqualTo(PAGE.host());
        }
        String plain = plainHost(input);
        if (plain != null) {
            assertThat(address.host()).as(input).isEqualTo(plain);
        }
    }

    /** The host as RFC 3986 reads it, where that standard allows the address and its host is made of letters and dots. */
    private static @org.jspecify.annotations.Nullable String plainHost(String input) {
        try {
            URI uri = new URI(input);
            String host = uri.getHost();
            boolean plain = host != null
                    && uri.getPort() < 0
                    && !uri.getRawAuthority().endsWith(":")
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && host.matches("[a-zA-Z]+(\\.[a-zA-Z]+)*");
            return plain ? host.toLowerCase(Locale.ROOT) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Every cut of a sheet names the same addresses and gives the same bytes, and what leaves names none of them. */
    @FuzzTest(maxDuration = "30m")
    void anySheetIsReadAlikeAtEveryCut(byte[] data) throws IOException {
        List<String> named = new ArrayList<>();
        byte[] whole = sheet(data, Math.max(1, data.length), named);
        List<String> again = new ArrayList<>();
        assertThat(sheet(data, 1, again)).isEqualTo(whole);
        assertThat(again).isEqualTo(named);
        assertThat(sheet(data, 3, new ArrayList<>())).isEqualTo(whole);
        List<String> left = new ArrayList<>();
        assertThat(sheet(whole, Math.max(1, whole.length), left)).isEqualTo(whole);
        assertThat(left).allMatch(address -> !withheld(address));
    }

    private static byte[] sheet(byte[] css, int piece, List<String> named) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(css.length);
        StyleSheet sheet = new StyleSheet(
                StandardCharsets.UTF_8,
                AddressTest.of(address -> {
                    named.add(address);
                    return withheld(address);
                }),
                out::write);
        for (int at = 0; at < css.length; at += piece) {
            sheet.write(css, at, Math.min(piece, css.length - at));
        }
        sheet.end();
        return out.toByteArray();
    }

    private static boolean withheld(String address) {
        String host = WebAddress.resolve(address, PAGE).host();
        return host != null && !host.equals(PAGE.host());
    }
}
