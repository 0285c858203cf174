package io.consentfilter.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file, as bytes: a byte that is no UTF-8 spoils its own line and not the file. */
final class JsonLines {
    private static final int BUFFER_BYTES = 64 * 1024;

    private JsonLines() {}

    /** Takes one line that has something in it. */
    interface Reader {
        /** Returns whether to go on. */
        boolean line(long number, byte[] bytes);
    }

    /** Hands over every line that has something in it, in order. */
    static void read(Path file, Reader reader) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            long number = 1;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int begin = 0;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, begin, i - begin);
                        if (!hand(number, line, reader)) {
                            return;
                        }
                        number++;
                        begin = i + 1;
                    }
                }
                line.write(buffer, begin, read - begin);
            }
            hand(number, line, reader);
        }
    }

    /** The first line with something in it, without the mark that some editors begin a file with. */
    static String first(Path file) throws IOException {
        StringBuilder first = new StringBuilder();
        read(file, (number, bytes) -> {
            first.append(new String(bytes, StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .strip());
            return false;
        });
        return first.toString();
    }

    private static boolean hand(long number, ByteArrayOutputStream line, Reader reader) {
        byte[] bytes = line.toByteArray();
        line.reset();
        return isBlank(bytes) || reader.line(number, bytes);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
