package io.consentfilter.cli;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import io.consentfilter.model.Notice;
import io.consentfilter.receipt.NoticeParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the notices that records name are there and are what was shown. A record names the version of its notice, and the record is
 * proven; the version is the hash of the list of parts, and the list holds the hash of each part's bytes.
 */
final class NoticeCheck {
    /** A folder of the authority pack also holds pages to look at; they are made from the parts and are no parts. */
    private static final String VIEW = "ansicht-";

    private final Map<String, Long> named = new TreeMap<>();
    private final Map<String, Listed> listed = new TreeMap<>();
    private final Set<String> intact = new HashSet<>();
    private final Map<String, Wrong> wrong = new TreeMap<>();
    private final Set<String> inFolders = new HashSet<>();
    private boolean promised;
    private boolean noticesGiven;
    private long filesRead;

    /** The list of parts of one notice, and where it stands. */
    private record Listed(long line, Map<String, String> parts) {}

    /** Bytes that are not those they are said to be. */
    private record Wrong(long line, String found) {}

    /** The file says that it carries every notice that its records name. */
    void promised(boolean promised) {
        this.promised |= promised;
    }

    /** A record names its notice. */
    void named(long line, @Nullable Map<?, ?> record) {
        if (record != null && record.get("noticeVersion") instanceof String version) {
            named.putIfAbsent(version, line);
        }
    }

    /** A line with the list of parts; says whether the list belongs to the version. */
    List<String> list(long line, Map<?, ?> notice) {
        String version = text("version", notice.get("version"));
        Map<String, String> parts = parts(notice.get("parts"));
        listed.put(version, new Listed(line, parts));
        return belongs(version, parts);
    }

    /** The same of an archive, which has list and bytes in one. */
    List<String> archived(Notice notice) {
        Map<String, String> parts = NoticeParts.hashes(notice.parts());
        intact.addAll(parts.values());
        listed.put(notice.version(), new Listed(0, parts));
        return belongs(notice.version(), parts);
    }

    /** A line with the bytes of a part, under their hash. What they are parts of is known in the end. */
    void content(long line, Map<?, ?> content) {
        String hash = text("sha256", content.get("sha256"));
        String found = NoticeParts.sha256(ProofFields.decode("bytes", text("bytes", content.get("bytes"))));
        if (found.equals(hash)) {
            intact.add(hash);
        } else {
            wrong.put(hash, new Wrong(line, found));
        }
    }

    /** Takes what the site hands out of one notice: lines with the bytes of its parts, and the list of them. */
    List<String> file(Path file) throws IOException {
        noticesGiven = true;
        List<String> findings = new ArrayList<>();
        JsonLines.read(file, (number, bytes) -> {
            line(number, bytes).forEach(sentence -> findings.add(file + ": line " + number + ": " + sentence));
            return true;
        });
        return findings;
    }

    private List<String> line(long number, byte[] bytes) {
        try {
            Map<?, ?> line = ProofFields.object(Json.parse(bytes));
            if (line != null && line.get("notice") instanceof Map<?, ?> notice) {
                return list(number, notice);
            }
            if (line != null && line.get("content") instanceof Map<?, ?> content) {
                content(number, content);
                return List.of();
            }
            return List.of("cannot be read: neither notice nor content");
        } catch (JsonProblem | IllegalArgumentException e) {
            return List.of("cannot be read: " + e.getMessage());
        }
    }

    /** Compares a folder that holds one folder for each version, with the parts as files and their list. */
    List<String> folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": neither a folder with notices nor a file with one");
        }
        noticesGiven = true;
        List<String> findings = new ArrayList<>();
        for (String version : named.keySet()) {
            // A version comes from the file: it must not lead out of the folder.
            Path own = folder.resolve(version.replaceAll("[^A-Za-z0-9_-]", "_"));
            if (Files.isDirectory(own)) {
                inFolders.add(version);
                findings.addAll(files(own, version));
            }
        }
        return findings;
    }

    /** What all of it together says. */
    List<String> end() {
        List<String> findings = new ArrayList<>();
        listed.forEach((version, notice) -> findings.addAll(contents(version, notice)));
        if (lookedAt()) {
            named.forEach((version, line) -> {
                if (!listed.containsKey(version) && !inFolders.contains(version)) {
                    findings.add("missing: notice " + version + ", which the record in line " + line
                            + " names, is not here; found are " + found());
                }
            });
        }
        return findings;
    }

    /** What was looked at; nothing is claimed of notices that are not there. */
    List<String> summary() {
        if (named.isEmpty() && listed.isEmpty()) {
            return List.of();
        }
        if (!lookedAt()) {
            return List.of("notices: not in this file, so whether what was shown is still the same was not looked at; "
                    + "give them with --notices");
        }
        Set<String> all = new HashSet<>(listed.keySet());
        all.addAll(inFolders);
        return List.of("notices: " + all.size() + ", hashed anew from " + intact.size() + " contents"
                + (inFolders.isEmpty() ? "" : " and " + filesRead + " files"));
    }

    /** Whether anything can be said of the notices that records name. */
    boolean lookedAt() {
        return named.isEmpty() || promised || noticesGiven || !listed.isEmpty();
    }

    private static List<String> belongs(String version, Map<String, String> parts) {
        String right = NoticeParts.version(parts);
        return right.equals(version)
                ? List.of()
                : List.of("altered: notice " + version
                        + " is not the one of this list of parts, whose version would be " + right);
    }

    private List<String> contents(String version, Listed notice) {
        List<String> findings = new ArrayList<>();
        notice.parts().forEach((name, hash) -> {
            Wrong bytes = wrong.get(hash);
            String part = "part " + name + " of notice " + version;
            if (bytes != null) {
                findings.add("line " + bytes.line() + ": altered: " + part + ": its bytes have the hash "
                        + bytes.found() + ", right would be " + hash);
            } else if (!intact.contains(hash) && !inFolders.contains(version)) {
                findings.add("line " + notice.line() + ": missing: " + part + ": its bytes are not in this file");
            }
        });
        return findings;
    }

    private List<String> files(Path folder, String version) throws IOException {
        Path file = folder.resolve(NoticeParts.LIST);
        Listed inFile = listed.get(version);
        List<String> findings = new ArrayList<>();
        Map<String, String> parts;
        if (Files.exists(file)) {
            parts = read(file);
            belongs(version, parts).forEach(sentence -> findings.add(file + ": " + sentence));
        } else if (inFile != null) {
            parts = inFile.parts();
        } else {
            return List.of(file + ": missing: the list of parts of notice " + version);
        }
        for (Map.Entry<String, String> part : parts.entrySet()) {
            Path bytes = folder.resolve(part.getKey()).normalize();
            if (!bytes.startsWith(folder.normalize()) || !Files.isRegularFile(bytes)) {
                findings.add(bytes + ": missing: part " + part.getKey() + " of notice " + version);
                continue;
            }
            filesRead++;
            String found = NoticeParts.sha256(Files.readAllBytes(bytes));
            if (!found.equals(part.getValue())) {
                findings.add(bytes + ": altered: part " + part.getKey() + " of notice " + version
                        + ": its bytes have the hash " + found + ", right would be " + part.getValue());
            }
        }
        findings.addAll(foreign(folder, parts.keySet(), version));
        return findings;
    }

    /** A file that nobody was shown must not lie among those that were. */
    private static List<String> foreign(Path folder, Set<String> parts, String version) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !parts.contains(name) && !name.equals(NoticeParts.LIST) && !name.startsWith(VIEW))
                    .sorted()
                    .map(name -> folder.resolve(name) + ": foreign: is no part of notice " + version)
                    .toList();
        }
    }

    private static Map<String, String> read(Path list) throws IOException {
        try {
            return parts(Json.parse(Files.readAllBytes(list)));
        } catch (JsonProblem | IllegalArgumentException e) {
            throw new IOException(list + ": " + e.getMessage(), e);
        }
    }

    private String found() {
        Set<String> all = new TreeSet<>(listed.keySet());
        all.addAll(inFolders);
        return all.isEmpty() ? "none" : String.join(", ", all);
    }

    private static Map<String, String> parts(@Nullable Object values) {
        if (!(values instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("parts is no object");
        }
        Map<String, String> parts = new TreeMap<>();
        map.forEach((name, hash) -> parts.put(String.valueOf(name), text("the hash of " + name, hash)));
        return parts;
    }

    private static String text(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is no text");
    }
}
