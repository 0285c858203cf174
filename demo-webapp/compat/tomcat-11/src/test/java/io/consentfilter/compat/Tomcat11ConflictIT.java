package io.consentfilter.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.DropInApp;
import io.consentfilter.contract.RawHttp;
import io.consentfilter.contract.RawHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The drop-in jar beside older copies of what it carries, all in one {@code WEB-INF/lib}: Jackson 2.9 and Caffeine 2 are relocated in
 * ours, SQLite's driver is not, so that one of two wins, whichever the container finds first.
 */
final class Tomcat11ConflictIT {
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"");
    private static final String OWN = """
            <%@ page contentType="text/plain;charset=UTF-8" session="false" import="java.sql.*" %>\
            jackson <%= new com.fasterxml.jackson.databind.ObjectMapper().version() %>
            caffeine <%= com.github.benmanes.caffeine.cache.Caffeine.class.getProtectionDomain().getCodeSource().getLocation() %>
            <% try (Connection database = new org.sqlite.JDBC().connect("jdbc:sqlite::memory:", new java.util.Properties());
                    ResultSet version = database.createStatement().executeQuery("SELECT sqlite_version()")) { %>\
            sqlite <%= version.getString(1) %>
            <% } %>""";

    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"a-", "z-"})
    void appKeepsItsLibrariesAndTheFilterDoesItsWork(String prefix) throws Exception {
        Path webapp = DropInApp.write(Files.createDirectories(directory.resolve(prefix)));
        for (Path jar : olderCopies()) {
            Files.copy(jar, webapp.resolve("WEB-INF/lib/" + prefix + jar.getFileName()));
        }
        Files.writeString(webapp.resolve("own.jsp"), OWN);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.resolve(prefix + "tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        tomcat.addWebapp(ContractApp.GUARDED, webapp.toString());
        tomcat.start();
        try {
            RawHttp http = new RawHttp(tomcat.getConnector().getLocalPort());

            assertThat(http.get(ContractApp.GUARDED + "/own.jsp").text())
                    .contains("jackson 2.9.10", "caffeine-2.9.3.jar", "sqlite 3.");
            assertThat(accepted(http).all("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("choice="));
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static List<Path> olderCopies() throws Exception {
        try (Stream<Path> jars = Files.list(Path.of("target/older"))) {
            List<Path> all = jars.toList();
            assertThat(all).hasSize(5);
            return all;
        }
    }

    /** A grant needs JSON, caches, templates and the database. */
    private static Answer accepted(RawHttp http) {
        String page = http.get(ContractApp.GUARDED + "/page.html").text();
        Matcher shown = SHOWN.matcher(page);
        assertThat(shown.find()).as(page).isTrue();
        return http.post(
                ContractApp.GUARDED + "/_choice/decision",
                "layer=1&lang=en&choice=accept-all&s=visitor-statistics&shown="
                        + URLEncoder.encode(shown.group(1), StandardCharsets.UTF_8),
                "Content-Type: application/x-www-form-urlencoded",
                "Sec-Fetch-Site: same-origin",
                "Accept: text/html");
    }
}
