package io.consentfilter.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** HTTP over a bare socket: shows every header as the container wrote it, and every byte when it comes. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final long UNREAD_MILLIS = 300;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    public int port() {
        return port;
    }

    /** One header line. */
    public record Header(String name, String value) {}

    /** A whole answer. */
    public record Answer(int status, List<Header> headers, byte[] body) {
        /** All values of a header. */
        public List<String> all(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .toList();
        }

        /** The first value of a header, or an empty text. */
        public String header(String name) {
            return all(name).stream().findFirst().orElse("");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String gunzipped() {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** GET with header lines such as {@code "Cookie: a=b"}. */
    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** GET by somebody who reads nothing at first: the container has to wait. */
    public Answer getSlowly(String path) {
        try (Socket socket = open("GET", path, "")) {
            Thread.sleep(UNREAD_MILLIS);
            return parse(socket.getInputStream().readAllBytes(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Answer head(String path, String... headers) {
        return send("HEAD", path, "", headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    /** Any other method, without a body. */
    public Answer ask(String method, String path, String... headers) {
        return send(method, path, "", headers);
    }

    private Answer send(String method, String path, String body, String... headers) {
        try (Socket socket = open(method, path, body, headers)) {
            return parse(socket.getInputStream().readAllBytes(), method.equals("HEAD"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until a text has come, and gives back all that came so far: what a browser sees of a page that goes on. */
    public String readUntil(String path, String text, String... headers) {
        try (Socket socket = open("GET", path, "", headers)) {
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            readUntil(socket.getInputStream(), text, seen);
            return seen.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until a text has come, lets something happen, and reads on until another has come. */
    public String readUntil(String path, String text, Runnable then, String end) {
        try (Socket socket = open("GET", path, "")) {
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            readUntil(socket.getInputStream(), text, seen);
            then.run();
            readUntil(socket.getInputStream(), end, seen);
            return seen.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readUntil(InputStream in, String text, ByteArrayOutputStream seen) throws IOException {
        while (!seen.toString(StandardCharsets.UTF_8).contains(text)) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            seen.write(b);
        }
    }

    private Socket open(String method, String path, String body, String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        if (List.of(headers).stream().noneMatch(line -> line.startsWith("Host:"))) {
            head.append("Host: localhost:").append(port).append("\r\n");
        }
        List.of(headers).forEach(line -> head.append(line).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        head.append("\r\n");
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(content);
        socket.getOutputStream().flush();
        return socket;
    }

    private static Answer parse(byte[] bytes, boolean withoutBody) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("no answer: " + all);
        }
        String[] lines = all.substring(0, end).split("\r\n");
        List<Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(new Header(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
        }
        boolean chunked = headers.stream()
                .anyMatch(h -> h.name().equalsIgnoreCase("Transfer-Encoding")
                        && h.value().equalsIgnoreCase("chunked"));
        String body = all.substring(end + 4);
        String whole = chunked && !withoutBody ? dechunk(body) : body;
        int status = Integer.parseInt(lines[0].split(" ")[1]);
        return new Answer(status, headers, whole.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String dechunk(String body) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int line = body.indexOf("\r\n", at);
            if (line < 0) {
                throw new IllegalStateException("the answer was cut off after: " + whole);
            }
            int size = Integer.parseInt(body.substring(at, line).split(";")[0].strip(), 16);
            if (size == 0) {
                return whole.toString();
            }
            whole.append(body, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
    }
}
