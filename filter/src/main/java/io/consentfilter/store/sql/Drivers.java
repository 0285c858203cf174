package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds a JDBC driver on our own class loader, then on the webapp's. Never through {@code DriverManager}: it looks drivers up once per
 * JVM, with the container's loader, and does not see those in {@code WEB-INF/lib}.
 */
final class Drivers {
    private Drivers() {}

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
                found = next != null && next.acceptsURL(jdbcUrl) ? next : null;
            } catch (ServiceConfigurationError | SQLException e) {
                // Another library's broken driver is not our business; the next one may do.
                found = null;
            }
        }
        return found;
    }
}
