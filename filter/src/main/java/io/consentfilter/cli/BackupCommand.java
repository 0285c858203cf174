package io.consentfilter.cli;

import io.consentfilter.store.StoreException;
import io.consentfilter.store.sql.SqlBackup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies the receipts while the webapp runs. */
final class BackupCommand implements Command {
    @Override
    public String arguments() {
        return "CONSENT.db COPY.db";
    }

    @Override
    public String purpose() {
        return "copies a SQLite database of receipts while it is in use (PostgreSQL: pg_dump); the key file is copied apart";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.size() != 2) {
            err.println("backup: expected " + arguments());
            return USAGE;
        }
        Path copy = Path.of(arguments.get(1));
        try {
            SqlBackup.copy(Path.of(arguments.get(0)), copy);
            out.printf(
                    "%s: %,d bytes; check it with restore-check, and keep the key file elsewhere%n",
                    copy, Files.size(copy));
            return OK;
        } catch (StoreException e) {
            err.println("backup: " + e.getMessage());
            return FOUND;
        }
    }
}
