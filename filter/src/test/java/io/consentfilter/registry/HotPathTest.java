package io.consentfilter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.consentfilter.config.ConfigException;
import io.consentfilter.config.Samples;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every attribute, cookie and inline script of every page asks the registry: it answers without allocation. */
final class HotPathTest {
    private static final int TIMES = 10_000;

    /** What the measuring itself and the class loading of late calls may cost in all. */
    private static final long NOISE_BYTES = 4096;

    @Test
    void judgingAllocatesNothing() throws ConfigException {
        Registry registry = Registry.of(Samples.read(Samples.minimal()
                .replace("[\"statistics\"]", "[\"statistics\", \"media\"], \"services\": [\"youtube\", \"hotjar\"]")));
        Grants grants = registry.grantsOf(Set.of("youtube"));
        List<InlineSignature> signatures = registry.inlineSignatures();
        judge(registry, grants, signatures);
        assertThat(allocatedBy(() -> judge(registry, grants, signatures))).isLessThan(NOISE_BYTES);
    }

    private static void judge(Registry registry, Grants grants, List<InlineSignature> signatures) {
        for (int i = 0; i < TIMES; i++) {
            registry.judgeHost("img.www.youtube.com", "www.muster.example", grants);
            registry.judgeHost("cdn.elsewhere.example", "www.muster.example", grants);
            registry.judgeCookie("_hjSessionUser_1", grants);
            registry.judgeCookie("language", grants);
            registry.judgePath("/proxy/a.js", grants);
            registry.judgeInline(signatures.get(i % signatures.size()), grants);
        }
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
