package io.consentfilter.rewrite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Real pages to measure with, from {@code -Dcorpus=DIR}; {@code hosts.tsv} there names each page's own host. */
final class Corpus {
    private static final Path FOLDER = Path.of(System.getProperty("corpus", "../../shared/corpus"));

    private Corpus() {}

    /** One page. */
    record Page(String name, String host, byte[] bytes, Charset charset) {
        Page(String name, String host, byte[] bytes) {
            this(name, host, bytes, StandardCharsets.UTF_8);
        }
    }

    static List<String> names() {
        return hosts().keySet().stream().sorted().toList();
    }

    /** That page; all of the folder for {@code all}; those of {@link MadePages} for {@code made}. */
    static List<Page> pages(String name) {
        List<Page> pages = new ArrayList<>();
        if (name.startsWith("made")) {
            pages.addAll(MadePages.all());
            pages.removeIf(page -> !name.equals("made") && !name.equals(page.name()));
            return pages;
        }
        hosts().forEach((file, host) -> {
            if (name.equals("all") || name.equals(file)) {
                pages.add(new Page(file, host, read(FOLDER.resolve(file))));
            }
        });
        return pages;
    }

    private static Map<String, String> hosts() {
        if (!Files.isDirectory(FOLDER)) {
            throw new IllegalStateException("no pages at -Dcorpus=" + FOLDER.toAbsolutePath());
        }
        Map<String, String> hosts = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.filter(file -> file.toString().endsWith(".html"))
                    .forEach(file -> hosts.put(file.getFileName().toString(), "own.example"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path known = FOLDER.resolve("hosts.tsv");
        if (Files.exists(known)) {
            for (String line : new String(read(known), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] fields = line.split("\t", -1);
                if (fields.length >= 2 && hosts.containsKey(fields[0])) {
                    hosts.put(fields[0], fields[1].strip());
                }
            }
        }
        return hosts;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
