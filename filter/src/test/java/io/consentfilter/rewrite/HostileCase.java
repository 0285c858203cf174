package io.consentfilter.rewrite;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One hostile input. A file of {@code src/test/resources/hostile} holds many, divided by empty lines: a line such as
 * {@code W title :: section of the standard}, then the input. {@code X} before it: as XHTML. Bytes that a text file cannot hold stand as {@code ‹0D›}.
 */
public record HostileCase(String name, String section, Expected expected, DocumentKind kind, byte[] input) {
    /** What becomes of a case. */
    public enum Expected {
        /** Something in it is withheld. */
        W,
        /** It leaves untouched. */
        U,
        /** A known gap: it passes, and only the content policy holds it. */
        G
    }

    private static final Path FOLDER = Path.of("src/test/resources/hostile");

    private static final Pattern HEAD = Pattern.compile("(X )?([WUG]) (.+) :: (.+)");
    private static final Pattern BYTE = Pattern.compile("‹([0-9A-F]{2})›");

    static List<HostileCase> all() throws IOException {
        return all(FOLDER);
    }

    /** All cases of a folder, whichever module asks. */
    public static List<HostileCase> all(Path folder) throws IOException {
        List<HostileCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String text : Files.readString(file).strip().split("\n\n+")) {
                    cases.add(read(folder.relativize(file).getName(0).toString(), text));
                }
            }
        }
        return cases;
    }

    private static HostileCase read(String trick, String text) {
        int line = text.indexOf('\n');
        Matcher head = HEAD.matcher(line < 0 ? text : text.substring(0, line));
        if (line < 0 || !head.matches()) {
            throw new IllegalArgumentException(trick + ": no head and input in: " + text);
        }
        return new HostileCase(
                trick + ": " + head.group(3),
                head.group(4),
                Expected.valueOf(head.group(2)),
                head.group(1) == null ? DocumentKind.PAGE : DocumentKind.XHTML,
                bytes(text.substring(line + 1)));
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escapes = BYTE.matcher(text);
        int from = 0;
        while (escapes.find()) {
            bytes.writeBytes(text.substring(from, escapes.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(Integer.parseInt(escapes.group(1), 16));
            from = escapes.end();
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    String text() {
        return new String(input, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name + " (" + section + ")";
    }
}
