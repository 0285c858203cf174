package io.consentfilter.contract;

import io.consentfilter.ConsentFilter;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A webapp with the drop-in jar in {@code WEB-INF/lib}, as operators deploy it: its class loader is the webapp's own. */
public final class DropInApp {
    /** How often it comes and goes; {@code -Dredeploys=100} for the long way. */
    public static final int REDEPLOYS = Integer.getInteger("redeploys", 10);

    /**
     * However often it comes and goes, the JDK keeps the one that came last: {@code java.lang.runtime.ObjectMethods} holds, by the cached
     * type of a method handle, the record whose {@code equals} was linked last (seen in heap dumps).
     */
    public static final long HELD_BY_THE_JDK = 1;

    private static final int COLLECTIONS_MAX = 40;

    private DropInApp() {}

    /** Writes it below a directory; it has one static page. */
    public static Path write(Path root) throws IOException, URISyntaxException {
        Path webapp = Files.createDirectories(root.resolve("webapp"));
        Path lib = Files.createDirectories(webapp.resolve("WEB-INF/lib"));
        Path jar = Path.of(ConsentFilter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("the drop-in jar is not on the class path, but " + jar);
        }
        Files.copy(jar, lib.resolve("consent-filter.jar"));
        Files.writeString(webapp.resolve("WEB-INF/web.xml"), ContractApp.descriptor());
        Files.writeString(webapp.resolve("WEB-INF/consent.json"), ContractApp.configuration(root.resolve("data")));
        Files.writeString(webapp.resolve("page.html"), Cases.PAGE);
        return webapp;
    }

    /** How many of the class loaders are still held once the collector had its chance. */
    public static long held(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        long held = count(loaders);
        for (int i = 0; held > HELD_BY_THE_JDK && i < COLLECTIONS_MAX; i++) {
            System.gc();
            Thread.sleep(50);
            held = count(loaders);
        }
        return held;
    }

    private static long count(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
