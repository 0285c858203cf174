package io.consentfilter;

import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.config.TimestampSection;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.MonotonicClock;
import io.consentfilter.seal.TimeStampToken;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.sql.SqlStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What receipts need from outside: keys, a database, time stamps. Each failure is one message that names its setting. */
final class ReceiptStorage {
    private static final System.Logger LOG = System.getLogger(ReceiptStorage.class.getName());

    private final ReceiptsSection settings;
    private final String site;
    private final DataDirectory data;
    private final MonotonicClock clock;

    ReceiptStorage(ReceiptsSection settings, String site, DataDirectory data, MonotonicClock clock) {
        this.settings = settings;
        this.site = site;
        this.data = data;
        this.clock = clock;
    }

    /** The keys that seal receipts: in a file that the first start makes, or in the environment. */
    Keys keys() throws ConsentStartupException {
        String reference = settings.keys();
        if (reference.startsWith("env:")) {
            return keysOf(reference.substring(4));
        }
        Path file = data.file(reference, "receipts.keys");
        try {
            return Keys.openOrCreate(file);
        } catch (IOException e) {
            throw new ConsentStartupException("receipts.keys " + file + " cannot be used: " + e);
        }
    }

    /** Keys by value, as nodes share them through their environment; the message never quotes them. */
    private static Keys keysOf(String variable) throws ConsentStartupException {
        String text = System.getenv(variable);
        if (text == null) {
            throw new ConsentStartupException("receipts.keys: the environment has no variable " + variable);
        }
        try {
            return Keys.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConsentStartupException(
                    "receipts.keys: variable " + variable + " holds no key text: " + e.getMessage());
        }
    }

    /** The stores, also where they cannot write now; then the log says so. */
    SqlStores stores(Keys keys) throws ConsentStartupException {
        data.checkDatabase(settings.database());
        try {
            SqlStores stores = SqlStores.open(
                    new SqlStores.Settings(
                            settings.database(),
                            dataSource(settings.database()),
                            settings.user(),
                            settings.password(),
                            data.path(),
                            settings.tablePrefix(),
                            site),
                    keys.signing(),
                    clock);
            stores.problem()
                    .ifPresent(problem -> LOG.log(
                            System.Logger.Level.ERROR,
                            "Receipts cannot be written, so nothing can be granted until this is mended: {0}",
                            problem.getMessage()));
            return stores;
        } catch (StoreException e) {
            throw new ConsentStartupException("receipts.database cannot be opened: " + e.getMessage());
        }
    }

    /** Names come from the deployer's own file, and only {@code java:} names are looked up: never a remote address. */
    @SuppressWarnings("BanJNDI")
    private static @Nullable DataSource dataSource(String database) throws ConsentStartupException {
        if (!database.startsWith("java:")) {
            return null;
        }
        try {
            if (new InitialContext().lookup(database) instanceof DataSource found) {
                return found;
            }
            throw new ConsentStartupException("receipts.database " + database + " is not a javax.sql.DataSource");
        } catch (NamingException e) {
            throw new ConsentStartupException(
                    "receipts.database " + database + " was not found by JNDI: " + e.getMessage());
        }
    }

    /** What has heads time-stamped, if somebody wants that. It is running. */
    Optional<TimeStamper> timeStamper(SqlStores stores, Metrics metrics) throws ConsentStartupException {
        TimestampSection setting = settings.timestamp();
        if (setting == null) {
            return Optional.empty();
        }
        List<X509Certificate> anchors = List.of();
        if (setting.trust() != null) {
            Path file = data.file(setting.trust(), "receipts.timestamp.trust");
            try {
                anchors = TimeStampToken.anchors(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new ConsentStartupException("receipts.timestamp.trust " + file + " cannot be used: " + e);
            }
        }
        return Optional.of(new TimeStamper(setting, anchors, stores.receipts(), metrics, clock).start());
    }
}
