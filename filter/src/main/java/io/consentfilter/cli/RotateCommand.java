package io.consentfilter.cli;

import io.consentfilter.seal.Keys;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Adds a signing key. The webapp signs with it from its next start on; what older keys signed still verifies. */
final class RotateCommand implements Command {
    @Override
    public String arguments() {
        return "CONSENT.key";
    }

    @Override
    public String purpose() {
        return "adds a signing key that counts from the next start on; public halves of older keys stay";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.size() != 1 || !Files.isRegularFile(Path.of(arguments.get(0)))) {
            err.println("rotate-keys: expected " + arguments());
            return USAGE;
        }
        Keys keys = Keys.rotate(Path.of(arguments.get(0)));
        out.println("from the next start on, heads are signed with "
                + keys.signing().currentKeyId());
        return OK;
    }
}
