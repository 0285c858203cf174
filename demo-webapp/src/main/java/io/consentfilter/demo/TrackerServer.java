package io.consentfilter.demo;

import java.io.IOException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A second origin that plays the third parties: it hands out script, pixel, frame, font and style, and remembers who asked. */
public final class TrackerServer implements AutoCloseable {
    private final Server server;
    private final Contacts contacts;

    private TrackerServer(Server server, Contacts contacts) {
        this.server = server;
        this.contacts = contacts;
    }

    /** Starts it on a port, 0 for any free one. */
    public static TrackerServer start(int port) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setPort(port);
        server.addConnector(connector);
        Contacts contacts = new Contacts();
        server.setHandler(new TrackerHandler(contacts));
        server.start();
        return new TrackerServer(server, contacts);
    }

    /** The port it listens on. */
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** Its address, without trailing slash. */
    public String address() {
        return "http://tracker.localhost:" + port();
    }

    /** Who asked for what. */
    public Contacts contacts() {
        return contacts;
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (IOException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }
}
