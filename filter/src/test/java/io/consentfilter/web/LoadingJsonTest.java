package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadingJsonTest {
    private static final WebAddress PAGE = WebAddress.resolve("https://own.example/", null);
    private static final Predicate<String> NOT_OWN = address -> {
        String host = WebAddress.resolve(address, PAGE).host();
        return host != null && !host.equals("own.example");
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"imports\":{\"a\":\"//t/a.js\",\"b\":\"/b.js\"}} | {\"imports\":{\"a\":null,\"b\":\"/b.js\"}}",
                "{ \"imports\" : { \"a\" : \"\\u002f\\/t/a.js\" } } | { \"imports\" : { \"a\" : null } }",
                "{\"scopes\":{\"//t/\":{\"a\":\"https://t/a.js\"}}} | {\"scopes\":{\"//t/\":{\"a\":null}}}",
                "{\"imports\":{\"a\":\"/a\",\"a\":\"//t/\"}} | {\"imports\":{\"a\":\"/a\",\"a\":null}}",
                "{\"x\":\"\\v\",\"imports\":{\"a\":\"//t/\"}} | {\"x\":\"\\v\",\"imports\":{\"a\":null}}",
                "{\"x\":\"\0\",\"imports\":{\"a\":\"//t/\"}} | {\"x\":\"\0\",\"imports\":{\"a\":null}}",
                "{\"imports\":{\"//t/x.js\":\"/x.js\"}} | {\"imports\":{\"//t/x.js\":\"/x.js\"}}"
            })
    void importMapLosesOnlyWithheldModules(String map, String kept) {
        assertThat(LoadingJson.addresses(map, NOT_OWN)).isEqualTo(kept);
    }

    @Test
    void aBundleFromElsewhereHasNoSource() {
        String bundle = "{\"source\":\"https://t/x.wbn\",\"resources\":[\"/a.js\"]}";
        assertThat(LoadingJson.addresses(bundle, NOT_OWN)).isEqualTo("{\"source\":null,\"resources\":[\"/a.js\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prefetch\":[{\"urls\":[\"/a\",\"//t/b\", \"/c\"]}]} | {\"prefetch\":[{\"urls\":[\"/a\",\"/c\"]}]}",
                "{\"prerender\":[{\"urls\":[\"https://t/b\"]}]} | {\"prerender\":[{\"urls\":[]}]}",
                "{\"prefetch\":[{\"where\":{\"selector_matches\":\"a\"}}, {\"urls\":[\"/a\"]}]} | {\"prefetch\":[{\"urls\":[\"/a\"]}]}",
                "{\"prefetch\":[{\"source\":\"document\"}]} | {\"prefetch\":[]}",
                "{\"prefetch\":[{\"eagerness\":\"eager\"}]} | {\"prefetch\":[]}"
            })
    void rulesLoseWithheldAddressesAndOpenPredicates(String rules, String kept) {
        assertThat(LoadingJson.speculationRules(rules, NOT_OWN)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"href_matches\":\"/*\"}",
                "{\"href_matches\":[\"/a/*\",\"/b/:id\"]}",
                "{\"href_matches\":\"https://own.example/*\"}",
                "{\"href_matches\":{\"pathname\":\"/a\"}}",
                "{\"and\":[{\"selector_matches\":\"a\"},{\"href_matches\":\"/*\"},{\"not\":{\"href_matches\":\"/logout\"}}]}",
                "{\"or\":[{\"href_matches\":\"/a\"},{\"href_matches\":\"/b\"}]}"
            })
    void predicatesLimitedToOwnPathsStay(String where) {
        String rules = "{\"prefetch\":[{\"where\":" + where + "}]}";
        assertThat(LoadingJson.speculationRules(rules, NOT_OWN)).isSameAs(rules);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"href_matches\":\"*\"}",
                "{\"href_matches\":\"//t/*\"}",
                "{\"href_matches\":\"/\\\\t/*\"}",
                "{\"href_matches\":\"https://*/*\"}",
                "{\"href_matches\":\"https://{own.example}?.t/*\"}",
                "{\"href_matches\":\"https://own.example\"}",
                "{\"href_matches\":\"/*://t/\"}",
                "{\"href_matches\":[\"/a\",\"*\"]}",
                "{\"href_matches\":{\"hostname\":\"*\"}}",
                "{\"href_matches\":{\"pathname\":\"/\",\"baseURL\":\"https://t/\"}}",
                "{\"not\":{\"href_matches\":\"/*\"}}",
                "{\"or\":[{\"href_matches\":\"/a\"},{\"selector_matches\":\"a\"}]}",
                "{\"and\":[{\"selector_matches\":\"a\"}]}",
                "1"
            })
    void allOtherPredicatesGo(String where) {
        String rules = "{\"prefetch\":[{\"urls\":[\"/a\"],\"where\":" + where + "}]}";
        assertThat(LoadingJson.speculationRules(rules, NOT_OWN)).isEqualTo("{\"prefetch\":[]}");
    }

    @Test
    void foreignBaseMakesPathsForeign() {
        String rules = "{\"prefetch\":[{\"where\":{\"href_matches\":\"/*\"}}]}";
        assertThat(LoadingJson.speculationRules(rules, address -> true)).isEqualTo("{\"prefetch\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":\"//t\"",
                "\"//t",
                "{'a':'//t'}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"//t\"} x",
                "{\"a\":\"\n\"}"
            })
    void whatIsNoJsonStays(String text) {
        assertThat(LoadingJson.addresses(text, NOT_OWN)).isSameAs(text);
        assertThat(LoadingJson.speculationRules(text, NOT_OWN)).isSameAs(text);
    }

    @Test
    void textDeeperThanDepthMaxIsEmptied() {
        String fits = "[".repeat(JsonText.DEPTH_MAX) + "]".repeat(JsonText.DEPTH_MAX);
        assertThat(LoadingJson.addresses(fits, NOT_OWN)).isSameAs(fits);
        assertThat(LoadingJson.addresses("[" + "[".repeat(100_000), NOT_OWN)).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"group\":\"a\",/* all */\"endpoints\":[{\"url\":\"https://t/\"}]}",
                "{\"group\":\"a\",\"endpoints\":[{\"url\":\"https:\\x2f/t/\"}]}",
                "{\"group\":\"a\",\"endpoints\":[{\"url\":\"https://t/\"}]} // all",
                "{\"group\":\"\t\",\"endpoints\":[{\"url\":\"https://t/\"}]}"
            })
    void reportGroupsThatAreNoJsonLeaveWholeWhereTheyMayNameAWithheldHost(String groups) {
        assertThat(LoadingJson.reportTo(groups, NOT_OWN)).isNull();
    }

    @Test
    void reportGroupsThatAreNoJsonAndNameNobodyStay() {
        String groups = "{\"group\":\"a\",\"endpoints\":[{\"url\":\"/r\"}],}";
        assertThat(LoadingJson.reportTo(groups, NOT_OWN)).isSameAs(groups);
    }

    @Test
    void reportGroupsLoseWithheldEndpoints() {
        String two = "{\"group\":\"a\",\"endpoints\":[{\"url\":\"https://t/\"},{\"url\":\"/r\"}]}";
        String one = "{\"group\":\"b\",\"endpoints\":[{\"url\":\"https://t/\"}]}";
        String left = "{\"group\":\"a\",\"endpoints\":[{\"url\":\"/r\"}]}";
        assertThat(LoadingJson.reportTo(two + ", " + one, NOT_OWN)).isEqualTo(left);
        assertThat(LoadingJson.reportTo(one, NOT_OWN)).isNull();
        assertThat(LoadingJson.reportTo(left, NOT_OWN)).isSameAs(left);
    }
}
