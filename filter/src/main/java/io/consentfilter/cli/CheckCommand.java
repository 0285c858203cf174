package io.consentfilter.cli;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.ConfigProblem;
import io.consentfilter.config.ConfigReader;
import io.consentfilter.config.ConfigReader.Source;
import io.consentfilter.config.ConfigReading;
import io.consentfilter.registry.Gap;
import io.consentfilter.registry.Registry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a configuration as the filter would at start and tells what it makes of it. */
final class CheckCommand implements Command {
    @Override
    public String arguments() {
        return "CONSENT.json …";
    }

    @Override
    public String purpose() {
        return "tells problems, warnings and services that cannot be offered; later files override";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.isEmpty()) {
            err.println("check: expected at least one file");
            return USAGE;
        }
        List<Source> sources = new ArrayList<>();
        for (String name : arguments) {
            Path file = Path.of(name);
            sources.add(new Source(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
        }
        return check(sources, out, err);
    }

    private static int check(List<Source> sources, PrintStream out, PrintStream err) {
        try {
            tell(ConfigReader.inspect(sources, System.getenv()), out);
            return OK;
        } catch (ConfigException e) {
            err.println(e.getMessage());
            return FOUND;
        }
    }

    private static void tell(ConfigReading reading, PrintStream out) {
        Registry registry = Registry.of(reading.config());
        out.printf(
                "%s is in order: %d services (%d offered), %d activities, %d necessary, %d purposes%n",
                reading.config().site().id(),
                registry.services().size(),
                registry.offerable().size(),
                registry.activities().size(),
                registry.necessary().size(),
                registry.purposes().size());
        for (ConfigProblem warning : reading.warnings()) {
            out.println("warning " + warning.file() + " " + warning);
        }
        for (Gap gap : registry.gaps()) {
            out.println("not offered: " + gap.serviceId() + " stays withheld until these facts are known: "
                    + String.join(", ", gap.missingFacts()));
        }
    }
}
