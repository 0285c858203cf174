package io.consentfilter.cli;

import io.consentfilter.ledger.Head;
import io.consentfilter.model.Notice;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.seal.Keys;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.sql.SqlBackup;
import io.consentfilter.store.sql.SqlStores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Opens a copy of a backup as a restart would, and verifies everything in it. The backup itself is only read. */
final class RestoreCheckCommand implements Command {
    @Override
    public String arguments() {
        return "COPY.db --keys KEYS [--against HEADS …] [--prefix consent_]";
    }

    @Override
    public String purpose() {
        return "opens a copy of a backup as a restart would and verifies every record, notice, journal entry and head in it";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        Options options = Options.read(arguments, List.of("--keys", "--against", "--prefix"), List.of());
        if (options == null || options.files().size() != 1 || !options.has("--keys")) {
            err.println("restore-check: expected " + arguments());
            return USAGE;
        }
        Path backup = Path.of(options.files().get(0));
        Path folder = Files.createTempDirectory("restore-check");
        try {
            Path copy = Files.copy(backup, folder.resolve("copy.db"), StandardCopyOption.COPY_ATTRIBUTES);
            List<String> damage = SqlBackup.damage(copy);
            if (!damage.isEmpty()) {
                damage.forEach(out::println);
                out.println("NOT in order: the file is damaged");
                return FOUND;
            }
            return sites(copy, options, out);
        } catch (StoreException e) {
            err.println("restore-check: " + e.getMessage());
            return FOUND;
        } finally {
            delete(folder);
        }
    }

    private static int sites(Path copy, Options options, PrintStream out) throws IOException, StoreException {
        String prefix = options.value("--prefix", "consent_");
        int worst = OK;
        for (String site : SqlBackup.sites(copy, prefix)) {
            out.println("site " + site);
            worst = Math.max(worst, Told.to(out, site(copy, prefix, site, options)));
        }
        return worst;
    }

    private static ExportCheck site(Path copy, String prefix, String site, Options options)
            throws IOException, StoreException {
        Map<String, byte[]> keys = new HashMap<>();
        for (String file : options.values("--keys")) {
            keys.putAll(KeysAndHeads.keys(Path.of(file)));
        }
        ExportCheck check = new ExportCheck(keys, true);
        check.carriesNotices();
        SqlStores.Settings settings = new SqlStores.Settings(
                "jdbc:sqlite:" + copy.toAbsolutePath(), null, null, null, copy.toAbsolutePath(), prefix, site);
        // Nothing real is signed here: keys of the moment will do.
        try (SqlStores stores = SqlStores.open(settings, Keys.ephemeral().signing(), InstantSource.system())) {
            read(stores.receipts(), check);
            for (Notice listed : stores.notices().list()) {
                stores.notices().find(listed.version()).ifPresent(check::notice);
            }
        }
        check.end();
        for (String file : options.values("--against")) {
            KeysAndHeads.heads(Path.of(file)).forEach(check::against);
        }
        return check;
    }

    private static void read(ReceiptStore store, ExportCheck check) throws StoreException {
        AtomicLong number = new AtomicLong();
        store.export(
                ReceiptQuery.all(),
                receipt -> check.object(number.incrementAndGet(), ReceiptDocuments.compact(receipt)));
        store.journal(
                Instant.EPOCH,
                Instant.now().plusSeconds(3600),
                entry -> check.object(
                        number.incrementAndGet(),
                        Map.of("journal", entry.entry().values(), "proof", ReceiptDocuments.proof(entry.proof()))));
        for (Head latest : store.latestHeads()) {
            for (Head head : all(store, latest)) {
                check.object(number.incrementAndGet(), Map.of("head", ReceiptDocuments.head(head)));
            }
        }
    }

    private static List<Head> all(ReceiptStore store, Head latest) throws StoreException {
        List<Head> heads = new ArrayList<>();
        long next = 1;
        while (next <= latest.sequence()) {
            List<Head> some = store.heads(latest.log(), next, ReceiptQuery.LIMIT_MAX);
            heads.addAll(some);
            next = some.isEmpty() ? Long.MAX_VALUE : some.get(some.size() - 1).sequence() + 1;
        }
        return heads;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
