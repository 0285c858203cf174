package io.consentfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionCookieConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Coming and going: what a container sees of the filter outside of requests. */
final class DeploymentTest {
    private static final String WHOLE = Deployments.CONFIG.replace("@more@", "");

    @TempDir
    private Path root;

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.toLowerCase(java.util.Locale.ROOT).contains("consent"))
                .collect(Collectors.toSet());
    }

    private static List<Driver> drivers() {
        return java.util.Collections.list(DriverManager.getDrivers());
    }

    @Test
    void hundredRedeploysLeaveNothingBehind() throws Exception {
        new ConsentFilter().destroy();
        Set<String> threadsBefore = threads();
        ConsentFilter first = new ConsentFilter();
        first.init(Deployments.deployed(root, WHOLE));
        first.destroy();
        int driversBefore = drivers().size();

        for (int i = 0; i < 100; i++) {
            ConsentFilter filter = new ConsentFilter();
            filter.init(Deployments.deployed(root, WHOLE));
            filter.destroy();
        }

        assertThat(threads()).isEqualTo(threadsBefore);
        assertThat(drivers()).hasSize(driversBefore);
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("io.consentfilter:*"), null))
                .isEmpty();
        nobodyHoldsTheFiles();
    }

    /** No descriptor is open, the database can be locked by somebody else, and every file can go. */
    private void nobodyHoldsTheFiles() throws Exception {
        Path data = root.resolve("data");
        Path real = data.toRealPath();
        assertThat(openFiles()).noneMatch(file -> file.startsWith(real));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("consent.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("ROLLBACK");
        }
        try (var files = Files.list(data)) {
            List<Path> all = files.toList();
            assertThat(all).extracting(file -> file.getFileName().toString()).contains("consent.db", "consent.key");
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    /** On systems that tell; elsewhere nothing, and there a file that is open cannot be deleted. */
    private static List<Path> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        List<Path> open = new ArrayList<>();
        if (Files.isDirectory(descriptors)) {
            try (var all = Files.list(descriptors)) {
                for (Path descriptor : all.toList()) {
                    try {
                        open.add(Files.readSymbolicLink(descriptor));
                    } catch (NoSuchFileException e) {
                        // Closed meanwhile.
                    }
                }
            }
        }
        return open;
    }

    /** Below /proc nobody makes a file, not even root, for whom rights say nothing. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDataDirectoryThatCannotBeWrittenToStopsTheStartWithOneMessage() {
        assertThatThrownBy(() ->
                        new ConsentFilter().init(Deployments.deployed(root, WHOLE.replace("@data@", "/proc/self"))))
                .isInstanceOf(ConsentStartupException.class)
                .hasMessageStartingWith("receipts.dataDirectory cannot be written to: ")
                .hasMessageContaining("/proc/self")
                .hasMessageEndingWith("Name a directory that the server may write to and that outlives a deployment.");
    }

    @Test
    void anotherContextTakesTheFilesOver() throws Exception {
        ConsentFilter one = new ConsentFilter();
        one.init(Deployments.deployed(root, WHOLE));
        if (Files.isDirectory(Path.of("/proc/self/fd"))) {
            assertThat(openFiles()).anyMatch(file -> file.endsWith("data/consent.db"));
        }
        one.destroy();
        byte[] key = Files.readAllBytes(root.resolve("data/consent.key"));

        ConsentFilter two = new ConsentFilter();
        two.init(Deployments.deployed(root, WHOLE));
        two.destroy();

        assertThat(Files.readAllBytes(root.resolve("data/consent.key"))).isEqualTo(key);
        nobodyHoldsTheFiles();
    }

    @Test
    void patternThatHitsTheSessionCookieStopsTheStart() throws Exception {
        String declared = Deployments.CONFIG.replace("@more@", """
                , "purposes": ["statistics"], "services": [{ "use": "matomo", "hosts": ["stats.example"],
                    "storage": [{ "name": "shop_*", "lifetime": "P1Y", "purpose": { "de": "Zählt.", "en": "Counts." } }] }]""");
        for (String name : List.of("shop_session", "_ga")) {
            FilterConfig settings = Deployments.deployed(root, declared);
            sessionIsCalled(name, settings);

            assertThatThrownBy(() -> new ConsentFilter().init(settings))
                    .isInstanceOf(ConsentStartupException.class)
                    .hasMessageContaining("session cookie of this webapp is called \"" + name + "\"")
                    .hasMessageContaining(name.equals("_ga") ? "service google-analytics" : "service matomo");
        }
        FilterConfig settings = Deployments.deployed(root, declared);
        sessionIsCalled("shop-session", settings);
        ConsentFilter filter = new ConsentFilter();
        filter.init(settings);
        filter.destroy();
    }

    private static void sessionIsCalled(String name, FilterConfig settings) {
        SessionCookieConfig session = mock(SessionCookieConfig.class);
        when(session.getName()).thenReturn(name);
        when(settings.getServletContext().getSessionCookieConfig()).thenReturn(session);
    }

    @Test
    void twoWebappsShareNothing() throws Exception {
        ConsentFilter one = new ConsentFilter();
        ConsentFilter two = new ConsentFilter();
        one.init(Deployments.deployed(Files.createDirectory(root.resolve("one")), WHOLE));
        two.init(Deployments.deployed(Files.createDirectory(root.resolve("two")), WHOLE.replace("deployed", "other")));
        one.destroy();
        two.destroy();

        assertThat(Files.readAllBytes(root.resolve("one/data/consent.key")))
                .isNotEqualTo(Files.readAllBytes(root.resolve("two/data/consent.key")));
    }

    @Test
    void brokenConfigurationIsOneReadableMessage() throws IOException {
        String broken = WHOLE.replace("\"country\": \"CH\"", "\"countri\": \"CH\"");

        assertThatThrownBy(() -> new ConsentFilter().init(Deployments.deployed(root, broken)))
                .isInstanceOf(ConsentStartupException.class)
                .hasMessageContaining("consent.json has ")
                .hasMessageContaining("countri")
                .hasNoCause()
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
        assertThat(threads()).isEmpty();
    }

    @Test
    void missingConfigurationSaysWhereItWasSought() {
        for (String place : List.of("/WEB-INF/none.json", "classpath:none.json", "file:/no/such/none.json", " , ")) {
            assertThatThrownBy(() -> new ConsentFilter().init(Deployments.deployed(root, WHOLE, place)))
                    .isInstanceOf(ServletException.class)
                    .hasMessageMatching("(?s).*(none.json was not found|names no file).*");
        }
    }

    @Test
    void configurationMayLieOutsideAndBeOverridden() throws Exception {
        Path file = root.resolve("more.json");
        Files.writeString(file, "{ \"site\": { \"name\": \"Another name\" } }");
        ConsentFilter filter = new ConsentFilter();
        filter.init(Deployments.deployed(root, WHOLE, "/WEB-INF/consent.json, file:" + file));
        filter.destroy();
    }

    @Test
    void dataInsideTheWebappIsRefused() {
        for (String receipts : List.of(
                "\"dataDirectory\": \"@data@/../webapp/WEB-INF/data\"",
                "\"dataDirectory\": \"@data@\", \"keys\": \"file:../webapp/consent.key\"",
                "\"dataDirectory\": \"@data@\", \"database\": \"jdbc:sqlite:../webapp/consent.db\"")) {
            String json = WHOLE.replace("\"dataDirectory\": \"@data@\"", receipts);

            assertThatThrownBy(() -> new ConsentFilter().init(Deployments.deployed(root, json)))
                    .hasMessageContaining("inside the unpacked webapp");
        }
    }

    @Test
    void countersAndSwitchAreShownInJmx() throws Exception {
        ConsentFilter filter = new ConsentFilter();
        filter.init(Deployments.deployed(root, WHOLE));
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName("io.consentfilter:type=ConsentFilter,context=\"/app\",site=\"deployed\"");

            assertThat(server.getAttribute(name, "PagesRewritten")).isEqualTo(0L);
            assertThat(server.getAttribute(name, "Disabled")).isEqualTo(false);
            server.setAttribute(name, new Attribute("Disabled", true));
            assertThat(server.getAttribute(name, "Disabled")).isEqualTo(true);
            assertThat(server.getMBeanInfo(name).getAttributes()).hasSizeGreaterThan(20);
        } finally {
            filter.destroy();
        }
    }
}
