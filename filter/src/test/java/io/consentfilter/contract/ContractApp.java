package io.consentfilter.contract;

import io.consentfilter.cookie.ChoiceCookie;
import io.consentfilter.model.Decision;
import io.consentfilter.seal.Hmac;
import io.consentfilter.seal.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Stream;

/** The webapp of the contract, unpacked in a directory: {@code web.xml}, {@code consent.json}, a few files. Containers only deploy it. */
public final class ContractApp {
    /** Context path of the guarded app. */
    public static final String GUARDED = "/app";

    /** Context path of the same app without the filter. */
    public static final String BARE = "/bare";

    private static final String SERVLET = """
              <servlet>
                <servlet-name>cases</servlet-name>
                <servlet-class>io.consentfilter.contract.CaseServlet</servlet-class>
                <async-supported>true</async-supported>
                <multipart-config/>
              </servlet>
              <servlet-mapping><servlet-name>cases</servlet-name><url-pattern>/c/*</url-pattern></servlet-mapping>
              <servlet-mapping><servlet-name>cases</servlet-name><url-pattern>/excluded/*</url-pattern></servlet-mapping>
              <error-page><error-code>404</error-code><location>/c/error-page</location></error-page>
              <error-page><error-code>500</error-code><location>/c/error-page</location></error-page>
              <error-page><error-code>409</error-code><location>/c/error-page-writer</location></error-page>
            """;
    private static final String FILTER = """
              <filter>
                <filter-name>consent</filter-name>
                <filter-class>io.consentfilter.ConsentFilter</filter-class>
                <async-supported>true</async-supported>
              </filter>
              <filter-mapping>
                <filter-name>consent</filter-name>
                <url-pattern>/*</url-pattern>
                <dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher><dispatcher>ASYNC</dispatcher><dispatcher>ERROR</dispatcher>
              </filter-mapping>
            """;
    private static final String CONFIG = """
            {
              "site": { "id": "contract", "name": "Muster Technik AG", "languages": ["en", "de"] },
              "controller": { "name": "Muster Technik AG", "street": "Beispielstrasse 1", "postalCode": "9000", "city": "St. Gallen",
                              "country": "CH", "email": "datenschutz@muster-technik.example", "dpo": { "none": "not required" }, "authority": "CH" },
              "purposes": ["statistics"],
              "services": [{
                "id": "visitor-statistics", "name": "Visitor Statistics", "purpose": "statistics", "role": "processor",
                "provider": { "name": "Statistik GmbH", "address": "Beispielweg 2, 80331 München", "country": "DE", "privacyUrl": "https://stat.example/privacy" },
                "hosts": ["tracker.example"], "inline": ["_stat.push("],
                "storage": [{ "name": "_st_id", "lifetime": "P13M", "purpose": { "de": "Erkennt Ihren Browser wieder.", "en": "Recognises your browser." } }],
                "data": ["usage"], "retention": { "period": "P12M", "from": "collection" }, "storageCountries": ["DE"],
                "measures": [{ "kind": "confidentiality", "text": { "de": "Kurz gespeichert.", "en": "Kept for a short time." } }]
              }],
              "filter": { "exclude": ["/excluded/*", "/files/*"] },
              "receipts": { "dataDirectory": "@data@" }
            }
            """;

    private final Path root;

    private ContractApp(Path root) {
        this.root = root;
    }

    /** Writes both apps below a directory. */
    public static ContractApp write(Path root) throws IOException {
        ContractApp app = new ContractApp(root);
        app.unpack(app.guarded(), FILTER + SERVLET);
        app.unpack(app.bare(), SERVLET);
        Files.writeString(app.guarded().resolve("WEB-INF/consent.json"), configuration(app.data()));
        age(app.guarded());
        age(app.bare());
        return app;
    }

    /** The configuration with its data in a directory. */
    public static String configuration(Path data) {
        return CONFIG.replace("@data@", data.toString().replace("\\", "/"));
    }

    /** A descriptor with the filter and nothing else. */
    static String descriptor() {
        return descriptor(FILTER);
    }

    private static String descriptor(String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n" + content
                + "</web-app>\n";
    }

    private void unpack(Path directory, String descriptor) throws IOException {
        Files.createDirectories(directory.resolve("WEB-INF"));
        Files.writeString(directory.resolve("WEB-INF/web.xml"), descriptor(descriptor));
        Files.writeString(directory.resolve("page.html"), Cases.PAGE);
        Files.writeString(directory.resolve("style.css"), "body { color: #222 }\n".repeat(1000));
        Files.writeString(directory.resolve("script.js"), "console.log('own');\n");
        Files.writeString(directory.resolve("picture.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
        Files.write(directory.resolve("big.bin"), new byte[200_000]);
        Path files = Files.createDirectories(directory.resolve("files"));
        Files.write(files.resolve("big.bin"), new byte[200_000]);
        Files.writeString(files.resolve("page.html"), Cases.PAGE);
        Files.writeString(
                directory.resolve("view.jsp"),
                "<%@ page contentType=\"text/html;charset=UTF-8\" session=\"false\" %>" + Cases.PAGE,
                StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("asks.jsp"), """
                <%@ page contentType="text/plain;charset=UTF-8" session="false" %>\
                <%@ taglib prefix="consent" uri="urn:consentfilter:consent" %>\
                el ${consent.allows('statistics')}
                function ${consent:allows(pageContext.request, 'visitor-statistics')}
                <consent:granted to="visitor-statistics">tag</consent:granted>""");
        Files.writeString(
                directory.resolve("documented.jsp"),
                DocumentedExamples.in("jsp").get(0));
    }

    /** Files of both apps are of the same age, to the second. */
    private static void age(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
            }
        }
    }

    public Path guarded() {
        return root.resolve("guarded");
    }

    public Path bare() {
        return root.resolve("bare");
    }

    public Path data() {
        return root.resolve("data");
    }

    /** A Cookie header line of a visitor who granted these services, signed with the deployed app's own key. */
    public String choice(Set<String> granted) {
        try {
            Keys keys = Keys.openOrCreate(data().resolve("consent.key"));
            ChoiceCookie cookies = new ChoiceCookie(Hmac.derive(keys.masterSecret(), "choice cookie"), GUARDED);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Set<String> refused = granted.isEmpty() ? Set.of("visitor-statistics") : Set.of();
            Decision decision =
                    new Decision(now, now.plus(Duration.ofDays(100)), "any", "any", granted, refused, null, null);
            String header = cookies.write(decision, false);
            return "Cookie: " + header.substring(0, header.indexOf(';'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
