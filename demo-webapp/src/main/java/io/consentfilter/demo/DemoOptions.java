package io.consentfilter.demo;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * What the demo is started with.
 *
 * @param port port of the site, 0 for any free one
 * @param trackerPort port of the third parties, 0 for any free one
 * @param data folder for the unpacked webapp and the receipts
 */
public record DemoOptions(int port, int trackerPort, Path data) {
    static final String USAGE = "Usage: java -jar demo-webapp.jar [--port 8080] [--tracker-port 8081] [--data DIR]";

    /**
     * Reads command line arguments.
     *
     * @throws IllegalArgumentException with a sentence for the person at the keyboard
     */
    static DemoOptions parse(List<String> arguments, Path defaultData) {
        int port = 8080;
        int trackerPort = 8081;
        Path data = defaultData;
        Queue<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String name = rest.remove();
            switch (name) {
                case "--port" -> port = portOf(name, rest.poll());
                case "--tracker-port" -> trackerPort = portOf(name, rest.poll());
                case "--data" -> data = Path.of(valueOf(name, rest.poll()));
                default -> throw new IllegalArgumentException("Unknown option " + name + ". " + USAGE);
            }
        }
        return new DemoOptions(port, trackerPort, data);
    }

    private static int portOf(String name, @org.jspecify.annotations.Nullable String value) {
        try {
            int port = Integer.parseInt(valueOf(name, value));
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // The sentence below serves both.
        }
        throw new IllegalArgumentException(name + " wants a port from 0 to 65535, found \"" + value + "\". " + USAGE);
    }

    private static String valueOf(String name, @org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " wants a value. " + USAGE);
        }
        return value;
    }
}
