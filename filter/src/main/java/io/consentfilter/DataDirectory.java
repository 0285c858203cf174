package io.consentfilter;

import io.consentfilter.config.ReceiptsSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where receipts and keys lie. Never inside the unpacked WAR and never in the container's work directory: both are thrown away
 * with the next deployment, and the proofs with them (decision 060).
 */
final class DataDirectory {
    /** Tells where a relative directory counts from; the first that is set wins. */
    private static final String[] BASES = {"catalina.base", "jetty.base", "jboss.server.data.dir", "user.dir"};

    private final Path directory;
    private final @Nullable Path webapp;

    private DataDirectory(Path directory, @Nullable Path webapp) {
        this.directory = directory;
        this.webapp = webapp;
    }

    /**
     * Finds and makes it.
     *
     * @param realPath where the WAR is unpacked, or null
     */
    static DataDirectory of(ReceiptsSection settings, String siteId, @Nullable String realPath)
            throws ConsentStartupException {
        String named = settings.dataDirectory();
        try {
            Path directory = base().resolve(named == null ? "consent-data/" + siteId : named)
                    .toAbsolutePath()
                    .normalize();
            Path webapp =
                    realPath == null ? null : Path.of(realPath).toAbsolutePath().normalize();
            DataDirectory data = new DataDirectory(directory, webapp);
            data.outside(directory, "receipts.dataDirectory");
            if (data.isWritten(settings)) {
                Files.createDirectories(directory);
                // Asking for rights is not enough: a file system may be mounted read-only, or full.
                Files.delete(Files.createTempFile(directory, ".try", ".tmp"));
            }
            return data;
        } catch (IOException | InvalidPathException e) {
            throw new ConsentStartupException("receipts.dataDirectory cannot be written to: " + e
                    + ". Name a directory that the server may write to and that outlives a deployment.");
        }
    }

    /** Nothing is put there where the rows lie on a server and the keys come from elsewhere: then it may be read-only or absent. */
    private boolean isWritten(ReceiptsSection settings) throws ConsentStartupException {
        if (settings.database().startsWith("jdbc:sqlite:")) {
            return true;
        }
        Path key = settings.keys().startsWith("env:") ? null : file(settings.keys(), "receipts.keys");
        return key != null && key.startsWith(directory) && !Files.exists(key);
    }

    private static Path base() {
        for (String property : BASES) {
            String value = System.getProperty(property);
            if (value != null && !value.isBlank()) {
                return Path.of(value);
            }
        }
        return Path.of("");
    }

    Path path() {
        return directory;
    }

    /** A file named by {@code file:}, relative to this directory unless absolute. */
    Path file(String reference, String option) throws ConsentStartupException {
        String name = reference.startsWith("file:") ? reference.substring(5) : reference;
        try {
            Path file = directory.resolve(name).normalize();
            outside(file, option);
            return file;
        } catch (InvalidPathException e) {
            throw new ConsentStartupException(option + " is no path: " + reference);
        }
    }

    /** The file of a {@code jdbc:sqlite:} URL may not lie inside the WAR either. */
    void checkDatabase(String jdbcUrl) throws ConsentStartupException {
        String prefix = "jdbc:sqlite:";
        if (jdbcUrl.startsWith(prefix) && !jdbcUrl.startsWith(prefix + ":")) {
            String name = jdbcUrl.substring(prefix.length());
            int query = name.indexOf('?');
            file(query < 0 ? name : name.substring(0, query), "receipts.database");
        }
    }

    private void outside(Path path, String option) throws ConsentStartupException {
        if (webapp != null && path.startsWith(webapp)) {
            throw new ConsentStartupException(option + " " + path + " lies inside the unpacked webapp " + webapp
                    + ": the next deployment would delete all receipts. Name a directory outside of it.");
        }
    }
}
