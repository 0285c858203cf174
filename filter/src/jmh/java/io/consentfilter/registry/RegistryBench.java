package io.consentfilter.registry;

import io.consentfilter.config.Catalogue;
import io.consentfilter.config.ConfigException;
import io.consentfilter.config.Samples;
import io.consentfilter.model.Decision;
import io.consentfilter.model.Service;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The questions of the hot path, with the whole catalogue declared; {@code gc.alloc.rate.norm} has to stay at 0 B. Run with the
 * test class path of this module: {@code java -cp … org.openjdk.jmh.Main RegistryBench -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RegistryBench {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Registry registry = everything();
    private final Set<String> granted = Set.copyOf(registry.askable());
    private final Grants grants = registry.grantsOf(granted);
    private final Decision decision =
            new Decision(NOW, NOW.plusSeconds(60), registry.askVersion(), "n", granted, Set.of(), null, null);

    private static Registry everything() {
        String services = Catalogue.standard().services().stream()
                .map(Service::id)
                .map(id -> "{\"use\": \"" + id + "\"}")
                .collect(Collectors.joining(", "));
        String purposes = Catalogue.standard().purposes().stream()
                .map(purpose -> "\"" + purpose.id() + "\"")
                .collect(Collectors.joining(", "));
        try {
            return Registry.of(Samples.read(Samples.minimal()
                    .replace("[\"statistics\"]", "[" + purposes + "], \"services\": [" + services + "]")));
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public Verdict hostOfADeclaredService() {
        return registry.judgeHost("img.static.youtube.com", "www.muster.example", grants);
    }

    @Benchmark
    public Verdict hostOfNobody() {
        return registry.judgeHost("assets.cdn.elsewhere.example", "www.muster.example", grants);
    }

    @Benchmark
    public Verdict cookieByItsName() {
        return registry.judgeCookie("_ga", grants);
    }

    @Benchmark
    public Verdict cookieByAPattern() {
        return registry.judgeCookie("_pk_id.1.1fff", grants);
    }

    @Benchmark
    public Verdict cookieOfNobody() {
        return registry.judgeCookie("shop_language", grants);
    }

    @Benchmark
    public Grants grantsOfADecision() {
        return registry.grants(decision, NOW);
    }
}
