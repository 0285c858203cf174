package io.consentfilter.config;

import static io.consentfilter.config.Samples.minimal;
import static io.consentfilter.config.Samples.minimalWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of problem, with the very words its reader gets. */
final class ConfigProblemTest {
    private static final String SERVICE =
            "\"services\": [{\"id\": \"stat\", \"name\": \"Stat\", \"purpose\": \"statistics\", %s}]";
    private static final String STORAGE = SERVICE.formatted("\"storage\": [{\"name\": \"%s\", \"lifetime\": \"P1Y\"}]");
    private static final String NECESSARY =
            "\"necessary\": [{\"id\": \"n\", \"ground\": \"transmission\", \"reason\": {\"de\": \"A.\", \"en\": \"B.\"}, %s}]";
    private static final String ACTIVITY =
            "\"activities\": [{\"id\": \"a\", \"title\": {\"de\": \"A\", \"en\": \"A\"}, \"text\": {\"de\": \"A\", \"en\": \"A\"}, %s}]";

    static Stream<Arguments> problems() {
        return Stream.of(
                // Form
                problem(
                        "\"operatorz\": []",
                        "/operatorz  found the unknown key \"operatorz\", expected one of: site, controller,"
                                + " purposes, necessary, services, retired, cookies, recipients, activities, policy, banner, receipts,"
                                + " operators, filter, mode, disabled. Did you mean \"operators\"?"),
                problem(
                        SERVICE.formatted("\"host\": []"),
                        "/services/0/host  found the unknown key \"host\", expected one of: id, name,"
                                + " purpose, role, legalBasis, provider, hosts, paths, inline, storage, data, retention,"
                                + " storageCountries, transfers, recipients, measures. Did you mean \"hosts\"?"),
                problem("\"services\": {}", "/services  found an object, expected a list"),
                problem("\"banner\": 1", "/banner  found 1, expected an object"),
                problem("\"disabled\": \"yes\"", "/disabled  found \"yes\", expected true or false"),
                problem(
                        "\"cookies\": {\"undeclared\": \"witholt\"}",
                        "/cookies/undeclared  found \"witholt\", expected one of: pass,"
                                + " withhold. Did you mean \"withhold\"?"),
                problem("\"mode\": false", "/mode  found false, expected one of: enforce, report"),
                problem("\"policy\": {\"path\": []}", "/policy/path  found a list, expected a string"),
                problem(
                        "\"policy\": {\"remark\": \"Hallo\"}",
                        "/policy/remark  found \"Hallo\", expected a text by language such as {\"de\": \"…\", \"en\": \"…\"}"),
                problem(
                        "\"policy\": {\"remark\": {\"de\": \" \", \"en\": \"x\"}}",
                        "/policy/remark/de  found \" \", expected a sentence"),
                problem(
                        "\"policy\": {\"remark\": {\"de\": \"x\", \"en\": \"x\", \"deutsch\": \"x\"}}",
                        "/policy/remark/deutsch  found \"deutsch\", expected a language such as de, en or de-CH"),
                problem(
                        "\"receipts\": {\"grantLifetime\": \"12 months\"}",
                        "/receipts/grantLifetime  found \"12 months\", expected an ISO 8601 period such as \"P12M\""),
                problem(
                        "\"retired\": [{\"id\": \"x\", \"until\": \"31.12.2027\"}]",
                        "/retired/0/until  found \"31.12.2027\", expected a day such as \"2026-10-01\""),
                problem(
                        "\"retired\": [{\"id\": \"x\"}]",
                        "/retired/0/until  found no \"until\", expected one: Until when its cookies are expired."),
                problem(
                        STORAGE.replace("P1Y", "1 year").formatted("_st"),
                        "/services/0/storage/0/lifetime  found \"1 year\", expected \"session\" or"
                                + " an ISO 8601 period such as \"P13M\" or \"PT30M\""),
                problem(
                        STORAGE.replace("P1Y", "P0D").formatted("_st"),
                        "/services/0/storage/0/lifetime  found \"P0D\", expected \"session\" or"
                                + " an ISO 8601 period such as \"P13M\" or \"PT30M\""),
                problem(
                        SERVICE.formatted("\"hosts\": [\"https://Stat.example/x\"]"),
                        "/services/0/hosts/0  found \"https://Stat.example/x\", expected a host"
                                + " such as \"stats.example\" or \"*.stats.example\", in lower case, without scheme or path. Did you mean"
                                + " \"stat.example\"?"),
                problem(
                        SERVICE.formatted("\"hosts\": [\"bücher.example\"]"),
                        "/services/0/hosts/0  found \"bücher.example\", expected a host such as"
                                + " \"stats.example\" or \"*.stats.example\", in lower case, without scheme or path. Did you mean"
                                + " \"xn--bcher-kva.example\"?"),
                problem(
                        SERVICE.formatted("\"hosts\": [\"*.example\"]"),
                        "/services/0/hosts/0  found \"*.example\", expected a domain under the top level one"),
                // References and ids
                problem(
                        "\"services\": [{\"id\": \"s\", \"name\": \"S\", \"purpose\": \"statistic\"}]",
                        "/services/0/purpose  found \"statistic\", expected a"
                                + " declared purpose: statistics. Did you mean \"statistics\"?"),
                problem(
                        "\"services\": [{\"use\": \"youtube\"}]",
                        "/services/0/purpose  found \"media\", expected a declared purpose: statistics."
                                + " The catalogue has it: add \"media\" to /purposes"),
                problem(
                        "\"services\": [{\"use\": \"yuotube\"}]",
                        "/services/0/use  found \"yuotube\", which the catalogue does not know. Did you mean"
                                + " \"youtube\"? Describe it in full, or see docs/catalogue.md for the names"),
                problem(
                        "\"services\": [{\"use\": 1}]",
                        "/services/0/use  found 1, expected the name of a catalogue entry"),
                problem(
                        "\"activities\": [\"server-log\"]",
                        "/activities/0  found \"server-log\", which the catalogue does not know. Did you mean"
                                + " \"server-logs\"? Describe it in full, or see docs/catalogue.md for the names"),
                problem(
                        "\"activities\": [\"comments\", {\"use\": \"contact\", \"id\": \"comments\"}]",
                        "/activities/1/id  found \"comments\" a second time, expected"
                                + " another name: it is the service or activity at /activities/0/id already"),
                problem(
                        SERVICE.formatted("\"hosts\": []")
                                + ", \"activities\": [{\"use\": \"contact\", \"id\": \"stat\"}]",
                        "/services/0/id  found \"stat\" a second time, expected another name: it is the service or activity at /activities/0/id already"),
                problem(
                        SERVICE.formatted("\"hosts\": []").replace("\"stat\"", "\"Stat X\""),
                        "/services/0/id  found \"Stat X\", expected at most 40 small letters and"
                                + " digits, words joined by one dash"),
                problem(
                        SERVICE.formatted("\"hosts\": []")
                                + ", \"retired\": [{\"id\": \"stat\", \"until\": \"2027-12-31\"}]",
                        "/retired/0/id  found \"stat\" retired and among the services, expected it in one of the two: take it out of /services"),
                problem(
                        "\"recipients\": [{\"name\": \"H\", \"for\": [\"server-log\"]}], \"activities\": [\"server-logs\"]",
                        "/recipients/0/for/0  found \"server-log\", expected a service or activity: server-logs. Did you mean \"server-logs\"?"),
                // Facts
                problem(
                        SERVICE.formatted("\"storageCountries\": [\"de\"]"),
                        "/services/0/storageCountries/0  found \"de\", expected a country such as \"DE\""
                                + " (ISO 3166-1 alpha-2). Did you mean \"DE\"?"),
                problem(
                        SERVICE.formatted("\"provider\": {\"name\": \"P\", \"country\": \"UK\"}"),
                        "/services/0/provider/country  found \"UK\", expected a country such"
                                + " as \"DE\" (ISO 3166-1 alpha-2)"),
                problem(
                        SERVICE.formatted("\"provider\": {\"name\": \"P\", \"privacyUrl\": \"p.example\"}"),
                        "/services/0/provider/privacyUrl  found \"p.example\", expected an" + " https address"),
                problem(
                        SERVICE.formatted("\"retention\": {}"),
                        "/services/0/retention  found neither of \"period\" and \"criterion\", expected one of them"),
                problem(
                        SERVICE.formatted("\"retention\": {\"period\": \"P1Y\", \"criterion\": \"x\"}"),
                        "/services/0/retention  found both of \"period\" and \"criterion\", expected one of them"),
                problem(
                        SERVICE.formatted("\"legalBasis\": \"legitimate-interest\""),
                        "/services/0/legalBasis  found \"legitimate-interest\", expected \"consent\": what a page"
                                + " loads reads and stores on the device, and no interest replaces consent there (Art. 5(3) ePrivacy Directive). What is"
                                + " exempt stands under /necessary"),
                problem(
                        ACTIVITY.formatted("\"legalBasis\": \"legitimate-interest\""),
                        "/activities/0/interest  found no \"interest\", expected the legitimate"
                                + " interest that was weighed (Art. 13(1)(d) GDPR)"),
                problem(
                        SERVICE.formatted("\"inline\": [\"push(\"]"),
                        "/services/0/inline/0  found \"push(\", expected at least 6 ASCII characters that only this"
                                + " service's snippet has"),
                problem(
                        SERVICE.formatted("\"paths\": [\"/*\"]"),
                        "/services/0/paths/0  found \"/*\", expected a path of the site such as \"/proxy/stat/*\", a * at"
                                + " its end only"),
                // Storage names
                problem(
                        STORAGE.formatted("_s*"),
                        "/services/0/storage/0/name  found \"_s*\", expected a name, or a pattern with at least 3 characters besides *"),
                problem(
                        STORAGE.formatted("JSESSIONID"),
                        "/services/0/storage/0/name  found \"JSESSIONID\", which would withhold the site's own cookie"
                                + " JSESSIONID, expected a name that only this service uses"),
                problem(
                        STORAGE.formatted("JSESS*"),
                        "/services/0/storage/0/name  found \"JSESS*\", which would withhold the site's own cookie JSESSIONID,"
                                + " expected a name that only this service uses"),
                problem(
                        STORAGE.formatted("SESS*"),
                        "/services/0/storage/0/name  found \"SESS*\", which would withhold the site's own cookie SESSION,"
                                + " expected a name that only this service uses"),
                problem(
                        STORAGE.formatted("XSRF-*"),
                        "/services/0/storage/0/name  found \"XSRF-*\", which would withhold the site's own cookie XSRF-TOKEN,"
                                + " expected a name that only this service uses"),
                problem(
                        STORAGE.formatted("*session*"),
                        "/services/0/storage/0/name  found \"*session*\", which would withhold the site's own cookie JSESSIONID,"
                                + " expected a name that only this service uses"),
                problem(
                        STORAGE.formatted("__Host-SESS*"),
                        "/services/0/storage/0/name  found \"__Host-SESS*\", which would withhold the site's own cookie SESSION,"
                                + " expected a name that only this service uses"),
                problem(
                        STORAGE.formatted("Ltpa*"),
                        "/services/0/storage/0/name  found \"Ltpa*\", which would withhold the site's own cookie LtpaToken,"
                                + " expected a name that only this service uses"),
                problem(
                        STORAGE.formatted("csrfmiddleware"),
                        "/services/0/storage/0/name  found \"csrfmiddleware\", which reads like a token that protects"
                                + " forms, expected a name that only this service uses"),
                problem(
                        STORAGE.formatted("remember*"),
                        "/services/0/storage/0/name  found \"remember*\", which would withhold the site's own cookie"
                                + " remember-me, expected a name that only this service uses"),
                problem(
                        STORAGE.formatted("choice*"),
                        "/services/0/storage/0/name  found \"choice*\", which would withhold the site's own cookie choice,"
                                + " expected a name that only this service uses"),
                problem(
                        NECESSARY.formatted("\"storage\": [{\"name\": \"basket\"}]") + ", "
                                + STORAGE.formatted("bask*"),
                        "/services/0/storage/0/name  found \"bask*\", which would withhold the site's own cookie basket, expected a name that only"
                                + " this service uses"),
                // Necessary
                problem(
                        NECESSARY.replace("\"A.\"", "\"\"").formatted("\"hosts\": []"),
                        "/necessary/0/reason/de  found \"\", expected a sentence"),
                problem(
                        "\"necessary\": [{\"id\": \"n\", \"ground\": \"transmission\"}]",
                        "/necessary/0/reason  found no \"reason\", expected one: The reason in one"
                                + " sentence; the policy shows it."),
                problem(
                        NECESSARY.formatted("\"frames\": \"any\""),
                        "/necessary/0/framePaths  found no paths, expected the pages on which frames may go anywhere,"
                                + " such as [\"/checkout/*\"]"),
                problem(
                        NECESSARY.formatted("\"frames\": \"any\", \"framePaths\": [\"/*\"]"),
                        "/necessary/0/framePaths  found the whole site, expected the pages that"
                                + " need it, such as [\"/checkout/*\"]"),
                problem(
                        NECESSARY.formatted("\"frames\": \"all\", \"framePaths\": [\"/pay\"]"),
                        "/necessary/0/frames  found \"all\", expected nothing or: any"),
                // Texts
                problem(
                        "\"policy\": {\"remark\": {\"de\": \"Nur deutsch.\"}}",
                        "/policy/remark  found the text in de, expected it also in en, a language of the site"),
                // Sections
                problem(
                        "\"policy\": {\"path\": \"datenschutz\"}",
                        "/policy/path  found \"datenschutz\", expected a path such as \"/name\", without \"/\" at its end"),
                problem(
                        "\"policy\": {\"binding\": \"fr\"}",
                        "/policy/binding  found \"fr\", expected a language of the site: de, en"),
                problem(
                        "\"filter\": {\"prefix\": \"/\"}",
                        "/filter/prefix  found \"/\", expected a path such as \"/name\", without \"/\" at its end"),
                problem(
                        "\"filter\": {\"exclude\": [\"static/*\"]}",
                        "/filter/exclude/0  found \"static/*\", expected a path that begins with \"/\""),
                problem(
                        "\"filter\": {\"excludeTypes\": [\"image/svg+xml\", \"text/html\"]}",
                        "/filter/excludeTypes/1  found \"text/html\", expected a content type in small letters without parameters, or \"type/*\", and none that means every page (exclude paths, or set \"disabled\")"),
                problem(
                        "\"filter\": {\"excludeTypes\": [\"text/*\"]}",
                        "/filter/excludeTypes/0  found \"text/*\", expected a content type in small letters without parameters, or \"type/*\", and none that means every page (exclude paths, or set \"disabled\")"),
                problem(
                        "\"filter\": {\"excludeTypes\": [\"Image/SVG\"]}",
                        "/filter/excludeTypes/0  found \"Image/SVG\", expected a content type in small letters without parameters, or \"type/*\", and none that means every page (exclude paths, or set \"disabled\")"),
                problem(
                        "\"receipts\": {\"decisionsPerSecond\": 0}",
                        "/receipts/decisionsPerSecond  found 0, expected 1 to 100000"),
                problem(
                        "\"receipts\": {\"decisionsPerSecond\": 4294967396}",
                        "/receipts/decisionsPerSecond  found 4294967396, expected a whole number"),
                problem(
                        "\"receipts\": {\"decisionsPerSecond\": 0.5}",
                        "/receipts/decisionsPerSecond  found 0.5, expected a whole number"),
                problem(
                        "\"receipts\": {\"decisionsPerSecond\": \"50\"}",
                        "/receipts/decisionsPerSecond  found \"50\", expected a whole number"),
                problem(
                        "\"receipts\": {\"grantLifetime\": \"P14M\"}",
                        "/receipts/grantLifetime  found P14M, expected at most P13M: consent has to be asked for again"
                                + " from time to time"),
                problem(
                        "\"receipts\": {\"refusalLifetime\": \"P5M\"}",
                        "/receipts/refusalLifetime  found P5M, expected at least P6M: asking again sooner is pressure"),
                problem(
                        "\"receipts\": {\"database\": \"postgres://db/x\"}",
                        "/receipts/database  found \"postgres://db/x\", expected jdbc:sqlite:FILE,"
                                + " jdbc:postgresql:… or a JNDI name (java:…). Did you mean \"jdbc:postgresql://host/database\"?"),
                problem(
                        "\"receipts\": {\"database\": \"jdbc:postgresql://db/x\"}",
                        "/receipts/keys  found \"file:consent.key\", expected \"env:NAME\" or"
                                + " \"file:/absolute/path\": with PostgreSQL several nodes share one key"),
                problem(
                        "\"receipts\": {\"keys\": \"secret\"}",
                        "/receipts/keys  found \"secret\", expected \"file:PATH\" or \"env:NAME\""),
                problem(
                        "\"receipts\": {\"tablePrefix\": \"x; drop\"}",
                        "/receipts/tablePrefix  found \"x; drop\", expected at most 30 small letters, digits and"
                                + " underscores, a letter first"),
                problem(
                        "\"receipts\": {\"password\": \"env:NO_SUCH_THING\"}",
                        "/receipts/password  found \"env:NO_SUCH_THING\", expected the environment variable"
                                + " NO_SUCH_THING to be set"),
                problem(
                        "\"receipts\": {\"password\": \"file:secret.txt\"}",
                        "/receipts/password  found \"file:secret.txt\", expected a reference: \"env:NAME\" or"
                                + " \"file:/absolute/path\""),
                problem(
                        "\"receipts\": {\"password\": \"file:/no/such/file\"}",
                        "/receipts/password  found no readable file at /no/such/file, expected the secret in it"),
                problem(
                        "\"operators\": [{\"name\": \"dsb\", \"tokenSha256\": \"demo\"}]",
                        "/operators/0/tokenSha256  found something else (not shown), expected the"
                                + " SHA-256 of the token, 64 hexadecimal digits"),
                problem(
                        "\"banner\": {\"theme\": {\"accent\": \"blue\"}}",
                        "/banner/theme/accent  found \"blue\", expected a colour such as \"#0b57d0\""),
                problem(
                        "\"banner\": {\"theme\": {\"accent\": \"#66aaff\"}}",
                        "/banner/theme/accent  found \"#66aaff\", which has a contrast of 2.4:1 on white, expected"
                                + " at least 4.5:1 (WCAG 2.2, 1.4.3): take a darker colour"),
                // The site
                site(
                        "\"origins\": [\"https://a.example/path\"]",
                        "/site/origins/0  found \"https://a.example/path\", expected an origin such as"
                                + " \"https://www.site.example\", without path"),
                site(
                        "\"ownHosts\": [\"*.a.example\"]",
                        "/site/ownHosts/0  found \"*.a.example\", expected a host such as \"static.site.example\", in lower case, without"
                                + " scheme or path"),
                site(
                        "\"languages\": [\"de\", \"es\"]",
                        "/site/languages/1  found \"es\", expected one of: de, en, fr, it"),
                site("\"regions\": []", "/site/regions  found an empty list, expected at least one of: CH, DE, AT, LI"),
                site(
                        "\"imprint\": \"impressum\"",
                        "/site/imprint  found \"impressum\", expected a path such as \"/impressum\" or an https address"),
                arguments(
                        minimalWith(SERVICE.formatted("\"hosts\": [\"*.a.example\"]"))
                                .replace(
                                        "\"name\": \"Muster\"",
                                        "\"name\": \"Muster\", \"origins\": [\"https://www.a.example\"]"),
                        "/services/0/hosts/0  found \"*.a.example\", which is the site's own host www.a.example, expected another one: what the site"
                                + " proxies is declared by \"paths\""),
                arguments(
                        minimal().replaceFirst("\"site\".*\n", ""),
                        "/site  found no \"site\", expected one: The site that the filter guards."));
    }

    private static Arguments problem(String members, String expected) {
        return arguments(minimalWith(members), expected);
    }

    private static Arguments site(String members, String expected) {
        return arguments(minimal().replace("\"name\": \"Muster\"", "\"name\": \"Muster\", " + members), expected);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("problems")
    void aProblemIsToldWithWhatWasFoundAndWhatWouldBeRight(String text, String expected) {
        assertThat(problemsOf(text)).containsExactly(expected);
    }

    private static List<String> problemsOf(String text) {
        return exceptionOf(List.of(Samples.source("consent.json", text))).problems().stream()
                .map(problem -> problem.pointer() + "  " + problem.message())
                .toList();
    }

    private static ConfigException exceptionOf(List<ConfigReader.Source> sources) {
        ConfigException[] caught = new ConfigException[1];
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfigReader.read(sources, Samples.ENVIRONMENT))
                .satisfies(e -> caught[0] = e);
        return caught[0];
    }

    @Test
    void allProblemsComeAtOnceSortedByPlace() {
        String text = """
                {
                  "site": {"id": "muster", "name": "Muster", "imprnt": "/x"},
                  "controller": {"name": "Muster AG"},
                  "purposes": ["statistics"],
                  "services": [{"id": "a", "name": "A", "purpose": "stats"}],
                  "banner": {"position": "left"}
                }
                """;
        assertThat(exceptionOf(List.of(Samples.source("consent.json", text)))).hasMessage("""
                consent.json has 8 problems
                  2:46 /site/imprnt  found the unknown key "imprnt", expected one of: id, name, origins, ownHosts, languages, regions, imprint. Did you mean "imprint"?
                  3:17 /controller/city  found no "city", expected one: Town.
                  3:17 /controller/country  found no "country", expected one: Country, ISO 3166-1 alpha-2.
                  3:17 /controller/email  found no "email", expected one: Address for questions about data protection.
                  3:17 /controller/postalCode  found no "postalCode", expected one: Postal code.
                  3:17 /controller/street  found no "street", expected one: Street and number.
                  5:52 /services/0/purpose  found "stats", expected a declared purpose: statistics
                  6:26 /banner/position  found "left", expected one of: bottom, top, centre""");
    }

    @Test
    void aProblemInOneOfSeveralFilesNamesItsFile() {
        ConfigReader.Source later = Samples.source(
                "consent.prod.json", "{\n \"mode\": \"enforced\",\n \"controller\": {\"name\": \"Other AG\"}}");
        assertThat(exceptionOf(List.of(Samples.complete(), later)))
                .hasMessageStartingWith(
                        "consent.json + consent.prod.json has 2 problems\n  2:10 /mode  found \"enforced\"")
                .hasMessageContaining(
                        "3:25 /controller/name  found a second controller, \"Other AG\" after \"Muster Technik AG\""
                                + " (consent.json), expected one: two tenants with different controllers need two webapps");
    }

    @Test
    void aFileThatIsNoJsonIsOneProblemWithItsPlace() {
        assertThat(exceptionOf(List.of(Samples.source("consent.json", "{\n  \"site\": {},\n}"))))
                .hasMessage("consent.json has 1 problem\n"
                        + "  3:1   expected a key in double quotes; is there a comma too many before it?");
        assertThat(exceptionOf(List.of(Samples.source("consent.json", "[]"))))
                .hasMessageContaining("1:1   found a list, expected an object");
    }
}
