package io.consentfilter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks the WAR and tells it where it runs: an ordinary deployment would have written these addresses into its files. */
final class DemoSite {
    private static final String SITE_AS_PACKED = "localhost:8080";
    private static final String TRACKER_AS_PACKED = "tracker.localhost:8081";

    private final Path war;
    private final Path data;

    DemoSite(Path war, Path data) {
        this.war = war;
        this.data = data.toAbsolutePath().normalize();
    }

    /** The folder of the unpacked webapp; an older one is replaced, the receipts beside it stay. */
    Path unpack(int port, int trackerPort) throws IOException {
        Path folder = data.resolve("webapp");
        delete(folder);
        try (ZipFile archive = new ZipFile(war.toFile())) {
            Enumeration<? extends ZipEntry> entries = archive.entries();
            while (entries.hasMoreElements()) {
                extract(archive, entries.nextElement(), folder);
            }
        }
        Path config = folder.resolve("WEB-INF/consent.json");
        Files.writeString(config, placed(Files.readString(config), port, trackerPort));
        Path tracker = folder.resolve("WEB-INF/tracker.txt");
        Files.writeString(tracker, placed(Files.readString(tracker), port, trackerPort));
        return folder;
    }

    private String placed(String text, int port, int trackerPort) {
        return text.replace(TRACKER_AS_PACKED, "tracker.localhost:" + trackerPort)
                .replace(SITE_AS_PACKED, "localhost:" + port)
                .replace("\"receipts\": {", "\"receipts\": { \"dataDirectory\": \"" + jsonText(data) + "\",");
    }

    private static String jsonText(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static void extract(ZipFile archive, ZipEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive names a place outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream content = archive.getInputStream(entry)) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
