package io.consentfilter.demo.site;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a page's text between header and footer, as any site does. */
final class Layout {
    private final ServletContext context;
    private final String tracker;

    Layout(ServletContext context) throws IOException {
        this.context = context;
        this.tracker = read("/WEB-INF/tracker.txt").strip();
    }

    /** Whether there is such a page. */
    boolean has(String language, String name) throws IOException {
        return stream(language, name) != null;
    }

    /** The whole page. The first line of its file is the title. */
    String page(String language, String name, Map<String, String> values) throws IOException {
        String file = read("/WEB-INF/pages/" + language + "/" + name + ".html");
        int end = file.indexOf('\n');
        return frame(language, name, file.substring(0, end).strip(), filled(file.substring(end + 1), values));
    }

    /** Only the text of a page, for pieces that are streamed. */
    String head(String language, String name, String title) throws IOException {
        String whole = frame(language, name, title, "\u0000");
        return whole.substring(0, whole.indexOf('\u0000'));
    }

    /** What follows the text. */
    String tail(String language, String name) throws IOException {
        String whole = frame(language, name, "", "\u0000");
        return whole.substring(whole.indexOf('\u0000') + 1);
    }

    private String frame(String language, String name, String title, String text) throws IOException {
        String other = language.equals("de") ? "en" : "de";
        String path = name.equals("home") ? "" : name;
        return filled(
                read("/WEB-INF/pages/" + language + "/layout.html"),
                Map.of(
                        "title", title,
                        "text", text,
                        "other", (other.equals("en") ? "/en/" : "/") + path,
                        "name", name));
    }

    private String filled(String template, Map<String, String> values) {
        String text = template.replace("{{tracker}}", tracker).replace("{{video}}", tracker.replace("//", "//video."));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return text;
    }

    private String read(String resource) throws IOException {
        try (InputStream content = context.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IOException("The webapp lacks " + resource);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private @Nullable InputStream stream(String language, String name) throws IOException {
        return name.matches("[a-z0-9-]+") && !name.equals("layout")
                ? context.getResourceAsStream("/WEB-INF/pages/" + language + "/" + name + ".html")
                : null;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
