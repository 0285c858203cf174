package io.consentfilter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A receipt as visitors keep it: the saved page or the plain text. Record and proof stand in it as one block of JSON. */
final class ReadableFile {
    /** A receipt takes some kilobytes; a larger file is none. */
    static final int BYTES_MAX = 1 << 20;

    private ReadableFile() {}

    /** The block of JSON, and the line where it begins. */
    record Block(long line, byte[] utf8) {}

    /** The block of record and proof; empty where there is none. */
    static Optional<Block> block(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        boolean page = text.stripLeading().startsWith("<");
        int begin = page ? text.indexOf("<pre") : lineOf(text, "{");
        if (page && begin >= 0) {
            begin = text.indexOf('>', begin) + 1;
        }
        int end = page && begin >= 0 ? text.indexOf("</pre>", begin) : text.length();
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        String json = text.substring(begin, end);
        long line = text.substring(0, begin).chars().filter(c -> c == '\n').count() + 1;
        return Optional.of(new Block(line, (page ? unescaped(json) : json).getBytes(StandardCharsets.UTF_8)));
    }

    /** Where the first line stands that is just this; -1 where there is none. */
    private static int lineOf(String text, String wanted) {
        int begin = 0;
        for (String line : text.split("\n", -1)) {
            if (line.strip().equals(wanted)) {
                return begin;
            }
            begin += line.length() + 1;
        }
        return -1;
    }

    /** The five characters that our pages escape. */
    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
