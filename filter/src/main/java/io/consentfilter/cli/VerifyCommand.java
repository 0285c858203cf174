package io.consentfilter.cli;

import io.consentfilter.ledger.Head;
import io.consentfilter.seal.TimeStampToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks an export or a single receipt offline: paths, heads, chain, signatures, notices. */
final class VerifyCommand implements Command {
    @Override
    public String arguments() {
        return "EXPORT.jsonl|RECEIPT.json [--keys KEYS] [--against HEADS …] [--anchor CERTIFICATES …] [--notices DIR …] [--complete]";
    }

    @Override
    public String purpose() {
        return "checks an export or receipt offline and says what is erased, missing, altered, reordered, truncated or unsigned";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        Options options =
                Options.read(arguments, List.of("--keys", "--against", "--anchor", "--notices"), List.of("--complete"));
        if (options == null || options.files().size() != 1) {
            err.println("verify: expected " + arguments());
            return USAGE;
        }
        Map<String, byte[]> keys = new HashMap<>();
        for (String file : options.values("--keys")) {
            keys.putAll(KeysAndHeads.keys(Path.of(file)));
        }
        List<Head> witnesses = new ArrayList<>();
        for (String file : options.values("--against")) {
            witnesses.addAll(KeysAndHeads.heads(Path.of(file)));
        }
        List<X509Certificate> anchors = new ArrayList<>();
        for (String file : options.values("--anchor")) {
            anchors.addAll(TimeStampToken.anchors(Files.readAllBytes(Path.of(file))));
        }
        ExportCheck check = new ExportCheck(keys, anchors, options.has("--complete"));
        read(Path.of(options.files().get(0)), check);
        for (String folder : options.values("--notices")) {
            check.notices(Path.of(folder));
        }
        check.end();
        witnesses.forEach(check::against);
        return told(check, out);
    }

    static int told(ExportCheck check, PrintStream out) {
        check.findings().forEach(out::println);
        check.summary().forEach(out::println);
        out.println(
                check.findings().isEmpty()
                        ? "in order"
                        : "NOT in order: " + check.findings().size() + " findings");
        return check.findings().isEmpty() ? OK : FOUND;
    }

    private static void read(Path file, ExportCheck check) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            if (first != null && first.strip().equals("{")) {
                // A receipt file is one object over many lines.
                check.line(1, Files.readAllBytes(file));
                return;
            }
            long number = 0;
            for (String line = first; line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    check.line(number, line.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }
}
