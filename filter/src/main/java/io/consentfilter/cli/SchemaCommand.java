package io.consentfilter.cli;

import io.consentfilter.config.ConfigSchema;
import java.io.PrintStream;
import java.util.List;

/** Prints the schema of this version, for editors that complete and explain while typing. */
final class SchemaCommand implements Command {
    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String purpose() {
        return "prints the JSON Schema of consent.json";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        out.print(ConfigSchema.text());
        return OK;
    }
}
