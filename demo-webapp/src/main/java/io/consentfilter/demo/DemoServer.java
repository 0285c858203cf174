package io.consentfilter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The demo: a company's site behind the filter, and a second origin that plays its third parties. */
public final class DemoServer implements AutoCloseable {
    private static final String WAR = "demo-webapp.war";

    private final Server site;
    private final TrackerServer tracker;

    private DemoServer(Server site, TrackerServer tracker) {
        this.site = site;
        this.tracker = tracker;
    }

    /** Starts the demo and stays until Ctrl-C. */
    public static void main(String[] arguments) throws Exception {
        DemoOptions options;
        try {
            options = DemoOptions.parse(List.of(arguments), besideTheJar());
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Files.createDirectories(options.data());
        try (InputStream war = DemoServer.class.getClassLoader().getResourceAsStream(WAR)) {
            if (war == null) {
                throw new IllegalStateException("The webapp is missing: start the packaged demo-webapp.jar");
            }
            Path copy = options.data().resolve(WAR);
            Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
            DemoServer demo = startOrExplain(options, copy);
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-shutdown"));
            System.out.println(demo.welcome());
            demo.site.join();
        }
    }

    private static DemoServer startOrExplain(DemoOptions options, Path war) {
        try {
            return start(options, war);
        } catch (Exception refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
            throw new IllegalStateException(refused);
        }
    }

    /**
     * Starts the demo.
     *
     * @param war the webapp's archive
     */
    public static DemoServer start(DemoOptions options, Path war) throws Exception {
        TrackerServer tracker = TrackerServer.start(options.trackerPort());
        Server site = new Server();
        DemoServer demo = new DemoServer(site, tracker);
        boolean started = false;
        try {
            ServerConnector connector = new ServerConnector(site);
            connector.setPort(options.port());
            site.addConnector(connector);
            // The port has to be known before the webapp starts: its configuration names it.
            connector.open();
            Path unpacked = new DemoSite(war, options.data()).unpack(connector.getLocalPort(), tracker.port());
            site.setHandler(webapp(unpacked, options.data()));
            site.start();
            started = true;
            return demo;
        } finally {
            if (!started) {
                demo.close();
            }
        }
    }

    private static WebAppContext webapp(Path unpacked, Path data) {
        WebAppContext context = new WebAppContext();
        context.setContextPath("/");
        context.setWar(unpacked.toString());
        context.setTempDirectory(data.resolve("work").toFile());
        // A broken configuration stops the start with its message instead of a site that answers 503.
        context.setThrowUnavailableOnStartupException(true);
        return context;
    }

    /** Address of the site, without trailing slash. */
    public String siteAddress() {
        return "http://localhost:" + ((ServerConnector) site.getConnectors()[0]).getLocalPort();
    }

    /** The stand-in for third parties. */
    public TrackerServer tracker() {
        return tracker;
    }

    private String welcome() {
        return """

                Muster Technik AG is open.

                  Site              %s/
                  Privacy policy    %s/datenschutz
                  Choices           %s/_choice/
                  Operator page     %s/_choice/operator/   token: demo-operator
                  Third parties     %s/   (what they received)

                Ctrl-C ends it.
                """.formatted(siteAddress(), siteAddress(), siteAddress(), siteAddress(), tracker.address());
    }

    private static Path besideTheJar() throws URISyntaxException {
        Path code = Path.of(DemoServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path folder = Files.isDirectory(code) ? code : code.toAbsolutePath().getParent();
        return (folder == null ? Path.of("") : folder).resolve("demo-data");
    }

    @Override
    public void close() {
        try {
            site.stop();
        } catch (Exception stillStopping) {
            System.err.println("The site did not stop cleanly: " + stillStopping.getMessage());
        }
        try {
            tracker.close();
        } catch (IOException stillStopping) {
            System.err.println("The third parties did not stop cleanly: " + stillStopping.getMessage());
        }
    }
}
