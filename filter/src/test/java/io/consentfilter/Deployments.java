package io.consentfilter;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A container's side of a deployment: a directory with {@code WEB-INF}. */
final class Deployments {
    static final String CONFIG = """
            { "site": { "id": "deployed", "name": "Muster Technik AG", "languages": ["en", "de"] },
              "controller": { "name": "Muster Technik AG", "street": "Beispielstrasse 1", "postalCode": "9000", "city": "St. Gallen",
                              "country": "CH", "email": "datenschutz@muster-technik.example", "dpo": { "none": "not required" }, "authority": "CH" },
              "receipts": { "dataDirectory": "@data@" }@more@ }
            """;

    private Deployments() {}

    static FilterConfig deployed(Path root, String json) throws IOException {
        return deployed(root, json, null);
    }

    static FilterConfig deployed(Path root, String json, @Nullable String config) throws IOException {
        Path webapp = Files.createDirectories(root.resolve("webapp"));
        Files.createDirectories(webapp.resolve("WEB-INF"));
        Files.writeString(
                webapp.resolve("WEB-INF/consent.json"),
                json.replace("@data@", root.resolve("data").toString().replace("\\", "/")));
        ServletContext context = mock(ServletContext.class);
        lenient().when(context.getContextPath()).thenReturn("/app");
        lenient().when(context.getRealPath("/")).thenReturn(webapp.toString());
        lenient().when(context.getResourceAsStream(anyString())).thenAnswer(call -> {
            Path file = webapp.resolve(call.getArgument(0, String.class).substring(1));
            return Files.exists(file) ? Files.newInputStream(file) : null;
        });
        FilterConfig settings = mock(FilterConfig.class);
        lenient().when(settings.getServletContext()).thenReturn(context);
        lenient().when(settings.getInitParameter("config")).thenReturn(config);
        return settings;
    }
}
