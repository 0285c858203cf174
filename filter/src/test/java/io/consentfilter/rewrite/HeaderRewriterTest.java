package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.Samples;
import io.consentfilter.registry.Registry;
import io.consentfilter.web.WebAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderRewriterTest {
    private static final String OWN = "own.example";
    private static final WebAddress PAGE = WebAddress.resolve("https://own.example/shop/", null);
    private static final Registry registry = Registry.of(config());

    private static io.consentfilter.config.ConsentConfig config() {
        try {
            return Samples.read(Samples.minimalWith("""
                    "services": [{"id": "s", "name": "S", "purpose": "statistics", "role": "processor",
                      "provider": {"name": "P GmbH", "address": "Weg 2", "country": "DE", "privacyUrl": "https://p.example/"},
                      "hosts": ["s.example"], "paths": ["/proxy/*"],
                      "data": ["usage"], "retention": {"period": "P1Y"}, "storageCountries": ["DE"]}]"""));
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final HeaderRewriter.Listener NOBODY = (host, verdict) -> {};

    private static @Nullable String rewrite(String header, String value) {
        return new HeaderRewriter(registry).rewrite(header, value, PAGE, OWN, registry.grantsOf(Set.of()), NOBODY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "</a.css>; rel=preload, <//t.example/b>; rel=preload | </a.css>; rel=preload",
                "<//t.example/>; rel=canonical, <//t.example/>; rel=preconnect | <//t.example/>; rel=canonical",
                "<//t.example/a,b;c>; rel=\"next DNS-prefetch\", </x>; rel=icon | </x>; rel=icon",
                "</x>; rel=preload; title=\"a, b\",<https:\\\\t.example>;REL = Stylesheet | </x>; rel=preload; title=\"a, b\"",
                "<//t.example/>; rel=author; rel=preload, </x>; rel=preload | </x>; rel=preload",
                "</a>;rel=preload;as=image;imagesrcset=\"/b 1x, //t.example/c 2x\", </x>;rel=icon | </x>;rel=icon",
                "</proxy/s.js>; rel=modulepreload, </x>; rel=icon | </x>; rel=icon",
                "<//t.example/x>; a=<; rel=preload; as=image; b=>, </x>; rel=icon | </x>; rel=icon",
                "</a>;rel=preload;as=image;a=<;imagesrcset=\"//t.example/c 1x\";b=>, </x>;rel=icon | </x>;rel=icon",
                "</a>;rel=preload;imagesrcset=\"/b 1x\";imagesrcset=\"//t.example/c 1x\", </x>;rel=icon | </x>;rel=icon",
                "< //t.example/x >; rel=preload, </x>; rel=icon | </x>; rel=icon"
            })
    void fetchingLinksToWithheldHostsLeave(String value, String kept) {
        assertThat(rewrite("Link", value)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<//t.example/x>; rel=preload",
                "<//s.example/x>;rel=\"preload\"",
                "<//t.example/x; rel=preload",
                "</a>; x=\"; rel=y, <//t.example/x>; rel=preload",
                "</a, <//t.example/>; rel=preload",
                "<//t.\texample/x>;rel=preload"
            })
    void linkWithNothingElseLeavesWhole(String value) {
        assertThat(rewrite("link", value)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Link|</a>;rel=preload , <b>; rel=\"icon\"",
                "Link|<//t.example/>; rel=alternate; title=\"x; rel=preload\"",
                "Link|not a link",
                "Reporting-Endpoints|a=\"/r\", b=\"https://own.example/r\"",
                "Refresh|5; url=//t.example/",
                "Refresh|5",
                "Content-Security-Policy|default-src https://t.example; report-uri /r ; report-to g",
                "Report-To|{\"group\":\"g\",\"max_age\":1,\"endpoints\":[{\"url\":\"/r\"}]}",
                "SourceMap|/x.map",
                "X-Other|<//t.example/>; rel=preload"
            })
    void allElseStaysTheSame(String header, String value) {
        assertThat(rewrite(header, value)).isSameAs(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "Speculation-Rules|\"https://t.example/r\"|-",
                "Speculation-Rules|\"/rules.json\"|-",
                "speculation-rules|\"/r\", \"https:\\\\\\\\t.example\"|-",
                "Speculation-Rules|no string|-",
                "Reporting-Endpoints|a=\"https://t.example/r\", b=\"/r\";x=\"y\"|b=\"/r\";x=\"y\"",
                "Report-To|{\"group\":\"g\",\"max_age\":1,\"endpoints\":[{\"url\":\"https://t.example\"}]}|-",
                "Refresh|0; url=https://s.example/|-",
                "Refresh|0;URL='/proxy/x'|-",
                "Content-Security-Policy|default-src 'self'; report-uri https://t.example/r /r|default-src 'self'; report-uri /r",
                "Content-Security-Policy|REPORT-URI https://t.example/r;default-src 'self'|default-src 'self'",
                "Content-Security-Policy-Report-Only|report-uri //t.example/r|-",
                "content-security-policy|a b, report-uri //t.example|a b",
                "SourceMap|https://t.example/x.map|-",
                "X-SourceMap|//s.example/x.map|-"
            })
    void reportsRulesAndMapsLoseWithheldHosts(String header, String value, @Nullable String kept) {
        assertThat(rewrite(header, value)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Link|<https://s.example/x>; rel=preload, </own>; rel=preload, <//t.example/y>; rel=preconnect|s:s.example,null:t.example",
                "Link|<https://s.example/x>; rel=license|''",
                "Refresh|0; url=https://s.example/|s:s.example",
                "Refresh|0; url=https://t.example/|''",
                "Reporting-Endpoints|a=\"https://t.example/r\"|null:t.example",
                "Content-Security-Policy|report-uri https://s.example/r|s:s.example",
                "SourceMap|https://t.example/x.map|null:t.example"
            })
    void whatIsWithheldIsTold(String header, String value, String told) {
        List<String> heard = new ArrayList<>();
        new HeaderRewriter(registry)
                .rewrite(
                        header,
                        value,
                        PAGE,
                        OWN,
                        registry.grantsOf(Set.of()),
                        (host, verdict) -> heard.add(verdict.serviceId() + ":" + host));

        assertThat(String.join(",", heard)).isEqualTo(told);
    }

    @Test
    void grantedServiceStays() {
        String value = "<https://s.example/x>; rel=preload";
        assertThat(new HeaderRewriter(registry)
                        .rewrite("Link", value, PAGE, OWN, registry.grantsOf(Set.of("s")), NOBODY))
                .isSameAs(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINK", "Refresh", "report-to", "Content-Security-Policy-Report-Only", "sourcemap"})
    void headersThatContactSomebodyAreKnown(String header) {
        assertThat(HeaderRewriter.concerns(header)).isTrue();
    }

    @Test
    void otherHeadersAreNoConcern() {
        assertThat(HeaderRewriter.concerns("Location")).isFalse();
        assertThat(HeaderRewriter.concerns("NEL")).isFalse();
    }

    @Test
    void valueLongerThanValueCharsMaxLeaves() {
        assertThat(rewrite("Link", "</a>; rel=preload," + " ".repeat(HeaderRewriter.VALUE_CHARS_MAX)))
                .isNull();
    }

    @Test
    void nothingThrowsAndTheSecondPassChangesNothing() {
        Random random = new Random(11);
        String[] headers = {
            "Link", "Speculation-Rules", "Report-To", "Reporting-Endpoints", "Refresh", "Content-Security-Policy"
        };
        String[] pieces = {
            "<",
            ">",
            "//t.example/",
            "/own",
            "; ",
            ", ",
            "\"",
            "\\",
            "rel=",
            "preload",
            "report-uri ",
            "{",
            "}",
            "[",
            "]",
            "0;url=",
            "\"endpoints\":",
            "\"url\":",
            "=",
            " "
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int j = random.nextInt(14); j > 0; j--) {
                value.append(pieces[random.nextInt(pieces.length)]);
            }
            String header = headers[i % headers.length];
            String once = rewrite(header, value.toString());
            if (once != null) {
                assertThat(rewrite(header, once)).as(header + ": " + value).isEqualTo(once);
            }
        }
    }
}
