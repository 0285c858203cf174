package io.consentfilter;

import io.consentfilter.config.ConfigReader;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the configuration: inside the webapp, on the class path or in the file system. */
final class ConfigFiles {
    private static final String CLASSPATH = "classpath:";
    private static final String FILE = "file:";

    private final ServletContext context;

    ConfigFiles(ServletContext context) {
        this.context = context;
    }

    /** Reads all files of a list divided by commas. */
    List<ConfigReader.Source> read(String list) throws ConsentStartupException {
        List<ConfigReader.Source> sources = new ArrayList<>();
        for (String part : list.split(",")) {
            String place = part.strip();
            if (!place.isEmpty()) {
                sources.add(new ConfigReader.Source(nameOf(place), bytes(place)));
            }
        }
        if (sources.isEmpty()) {
            throw new ConsentStartupException("init-param config names no file; write " + ConsentFilter.DEFAULT_CONFIG);
        }
        return sources;
    }

    private byte[] bytes(String place) throws ConsentStartupException {
        try (InputStream in = open(place)) {
            if (in == null) {
                throw new ConsentStartupException(place + " was not found. " + hint(place));
            }
            return in.readAllBytes();
        } catch (IOException | IllegalArgumentException e) {
            throw new ConsentStartupException(place + " cannot be read: " + e);
        }
    }

    private @Nullable InputStream open(String place) throws IOException {
        if (place.startsWith(CLASSPATH)) {
            String name = place.substring(CLASSPATH.length());
            String relative = name.startsWith("/") ? name.substring(1) : name;
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            InputStream in = loader == null ? null : loader.getResourceAsStream(relative);
            return in != null ? in : ConfigFiles.class.getClassLoader().getResourceAsStream(relative);
        }
        if (place.startsWith(FILE)) {
            Path path =
                    place.startsWith("file:/") ? Path.of(URI.create(place)) : Path.of(place.substring(FILE.length()));
            return Files.exists(path) ? Files.newInputStream(path) : null;
        }
        return context.getResourceAsStream(place.startsWith("/") ? place : "/" + place);
    }

    private static String hint(String place) {
        if (place.startsWith(CLASSPATH) || place.startsWith(FILE)) {
            return "It is named by the filter's init-param config.";
        }
        return "A path inside the webapp begins with /WEB-INF/; other places are named by classpath: or file:.";
    }

    private static String nameOf(String place) {
        return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf(':')) + 1);
    }
}
