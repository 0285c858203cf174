package io.consentfilter.cli;

import io.consentfilter.ledger.Head;
import io.consentfilter.seal.TimeStampToken;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks an export or a single receipt offline: paths, heads, chain, signatures, notices. */
final class VerifyCommand implements Command {
    @Override
    public String arguments() {
        return "EXPORT.jsonl|RECEIPT [--keys KEYS] [--against HEADS …] [--anchor CERTIFICATES …] [--notices FILE|DIR …] [--complete]";
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
        for (String notices : options.values("--notices")) {
            check.notices(Path.of(notices));
        }
        check.end();
        witnesses.forEach(check::against);
        return Told.to(out, check);
    }

    private static void read(Path file, ExportCheck check) throws IOException {
        String first = JsonLines.first(file);
        if (first.equals("{")) {
            // A receipt file is one object over many lines.
            check.line(1, Files.readAllBytes(file));
            return;
        }
        Optional<ReadableFile.Block> block = first.startsWith("{") ? Optional.empty() : ReadableFile.block(file);
        if (block.isPresent()) {
            check.readable();
            check.line(block.get().line(), block.get().utf8());
        } else {
            JsonLines.read(file, (number, bytes) -> {
                check.line(number, bytes);
                return true;
            });
        }
    }
}
