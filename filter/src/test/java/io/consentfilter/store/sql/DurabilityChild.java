package io.consentfilter.store.sql;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.seal.Keys;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.TestRecords;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** Writes until it is killed, and tells each record on standard output once it has been acknowledged. */
final class DurabilityChild {
    private static final int WRITERS = 8;

    private DurabilityChild() {}

    /** First argument: the folder; then, for PostgreSQL, JDBC URL, user, password, table prefix and site. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        SqlStores.Settings settings = args.length == 1
                ? TestStores.sqlite(folder)
                : new SqlStores.Settings(args[1], null, args[2], args[3], folder, args[4], args[5]);
        SqlStores stores = SqlStores.open(
                settings, Keys.openOrCreate(folder.resolve("consent.key")).signing(), InstantSource.system());
        TestRecords records = new TestRecords(InstantSource.system());
        PrintStream out = System.out;
        for (int i = 0; i < WRITERS; i++) {
            new Thread(() -> write(stores, records, out)).start();
        }
    }

    private static void write(SqlStores stores, TestRecords records, PrintStream out) {
        while (true) {
            ConsentRecord record =
                    records.granted("subject-" + ThreadLocalRandom.current().nextInt(100));
            byte[] canonical = TestRecords.canonical(record);
            try {
                stores.receipts().append(record, canonical);
                String line = record.id() + " " + Base64.getEncoder().encodeToString(canonical) + "\n";
                synchronized (out) {
                    out.write(line.getBytes(StandardCharsets.US_ASCII), 0, line.length());
                    out.flush();
                }
            } catch (StoreException e) {
                // Not acknowledged: it may be there or not.
                Thread.onSpinWait();
            }
        }
    }
}
