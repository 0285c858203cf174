package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds a JDBC driver on our own class loader, then on the webapp's. Never through {@code DriverManager}: it looks drivers up once per
 * JVM, with the container's loader, and does not see those in {@code WEB-INF/lib}.
 */
final class Drivers {
    private static final System.Logger LOG = System.getLogger(Drivers.class.getName());

    /** Classes of drivers that we loaded: when they are initialized they register themselves with {@code DriverManager}. */
    private static final Set<Class<?>> LOADED = ConcurrentHashMap.newKeySet();

    private Drivers() {}

    /**
     * Takes out of {@code DriverManager} what came into it by us: it lives as long as the JVM and would hold the webapp's class loader.
     * Where that loader stays (the container's, or the application's own), others may count on the driver by now.
     *
     * <p>Only here is {@code DriverManager} asked for its drivers, and with the container's loader: whoever asks first in a JVM makes
     * it register every driver that the thread's loader sees, those of {@code WEB-INF/lib} too, and nobody takes these out.
     */
    static void leave() {
        ClassLoader ours = Drivers.class.getClassLoader();
        Thread thread = Thread.currentThread();
        if (ours != thread.getContextClassLoader() || ours == ClassLoader.getSystemClassLoader()) {
            return;
        }
        thread.setContextClassLoader(ours.getParent());
        try {
            Collections.list(DriverManager.getDrivers()).stream()
                    .filter(driver -> LOADED.contains(driver.getClass()))
                    .forEach(Drivers::leave);
        } finally {
            thread.setContextClassLoader(ours);
        }
        LOADED.clear();
    }

    private static void leave(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException | SecurityException e) {
            LOG.log(System.Logger.Level.WARNING, "driver {0} stays registered: {1}", driver, e.toString());
        }
    }

    static Driver find(String jdbcUrl) throws StoreException {
        Driver driver = find(jdbcUrl, SqlStores.class.getClassLoader());
        ClassLoader webapp = Thread.currentThread().getContextClassLoader();
        if (driver == null && webapp != null) {
            driver = find(jdbcUrl, webapp);
        }
        if (driver == null) {
            throw new StoreException("no JDBC driver for " + kind(jdbcUrl)
                    + ": put its jar into WEB-INF/lib or name a DataSource of the container");
        }
        return driver;
    }

    /** The part of a JDBC URL that holds no secret. */
    static String kind(String jdbcUrl) {
        int end = jdbcUrl.indexOf(':', jdbcUrl.indexOf(':') + 1);
        return end < 0 ? "this JDBC URL" : jdbcUrl.substring(0, end + 1) + "…";
    }

    private static @Nullable Driver find(String jdbcUrl, ClassLoader loader) {
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
        Driver found = null;
        boolean more = true;
        while (more && found == null) {
            try {
                more = drivers.hasNext();
                Driver next = more ? drivers.next() : null;
                remember(next);
                found = next != null && next.acceptsURL(jdbcUrl) ? next : null;
            } catch (ServiceConfigurationError | SQLException e) {
                // Another library's broken driver is not our business; the next one may do.
                found = null;
            }
        }
        return found;
    }

    /** A driver of the container is none of ours to take out. */
    private static void remember(@Nullable Driver driver) {
        if (driver != null && driver.getClass().getClassLoader() == Drivers.class.getClassLoader()) {
            LOADED.add(driver.getClass());
        }
    }
}
