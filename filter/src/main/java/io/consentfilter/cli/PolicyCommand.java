package io.consentfilter.cli;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.ConfigReader;
import io.consentfilter.config.ConfigReader.Source;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.policy.PolicyDocument;
import io.consentfilter.policy.PrivacyPolicy;
import io.consentfilter.registry.Registry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Writes the Datenschutzerklärung of a configuration as a page, without a running webapp: to read it, to have it checked. */
final class PolicyCommand implements Command {
    private static final String LANGUAGE = "--lang";

    @Override
    public String arguments() {
        return "CONSENT.json … [--lang de]";
    }

    @Override
    public String purpose() {
        return "writes the privacy policy as HTML to the standard output, and what it lacks to the error output";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        List<String> files = new ArrayList<>(arguments);
        String language = "";
        int option = files.indexOf(LANGUAGE);
        if (option >= 0 && option + 1 < files.size()) {
            language = files.remove(option + 1);
            files.remove(option);
        }
        if (files.isEmpty() || files.contains(LANGUAGE)) {
            err.println("policy: expected at least one file, and a language after " + LANGUAGE);
            return USAGE;
        }
        List<Source> sources = new ArrayList<>();
        for (String name : files) {
            Path file = Path.of(name);
            sources.add(new Source(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
        }
        return write(sources, language, out, err);
    }

    private static int write(List<Source> sources, String language, PrintStream out, PrintStream err) {
        try {
            ConsentConfig config = ConfigReader.read(sources, System.getenv());
            String wanted = language.isEmpty() ? config.site().languages().get(0) : language;
            PrivacyPolicy policy = policy(config);
            PolicyDocument document = policy.in(wanted, LocalDate.now(ZoneOffset.UTC));
            if (!document.language().equals(wanted)) {
                err.println("policy: found the language \"" + wanted + "\", expected one of "
                        + config.site().languages());
                return USAGE;
            }
            out.print(page(document));
            policy.gaps().forEach(gap -> err.println("missing: " + gap));
            return OK;
        } catch (ConfigException e) {
            err.println(e.getMessage());
            return FOUND;
        }
    }

    private static PrivacyPolicy policy(ConsentConfig config) {
        return PrivacyPolicy.write(
                config.site(),
                config.controller(),
                config.policy(),
                config.receipts(),
                Registry.of(config),
                "",
                config.filter().prefix() + "/");
    }

    private static String page(PolicyDocument document) {
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(document.language(), document.title(), document.html());
    }
}
