package io.consentfilter.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Rewrites real pages with everybody who can, and prints MB/s and allocated bytes per byte of page. The command stands in
 * {@code docs/performance.md}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 3, time = 2)
public class RewriterBench {
    @Param("all")
    String page = "all";

    @Param("OURS_8K")
    String contestant = "OURS_8K";

    private Contestant who = Contestant.OURS_8K;
    private List<Corpus.Page> pages = List.of();
    private byte[] out = new byte[0];

    @Setup
    public void read() {
        who = Contestant.valueOf(contestant);
        pages = Corpus.pages(page);
        int longest = pages.stream().mapToInt(each -> each.bytes().length).max().orElse(0);
        out = new byte[2 * longest + 65_536];
    }

    @Benchmark
    public void rewrite(Blackhole hole) {
        for (Corpus.Page each : pages) {
            hole.consume(who.run(each, out));
        }
    }

    /** Arguments: contestants, or none for all; with {@code pages} each page alone. */
    public static void main(String[] arguments) throws RunnerException {
        List<String> who = new ArrayList<>(List.of(arguments));
        boolean alone = who.remove("pages");
        if (who.isEmpty()) {
            Arrays.stream(Contestant.values()).forEach(each -> who.add(each.name()));
        }
        String[] pages = alone ? Corpus.names().toArray(String[]::new) : new String[] {"all"};
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(RewriterBench.class.getSimpleName())
                        .param("page", pages)
                        .param("contestant", who.toArray(String[]::new))
                        .jvmArgsAppend("-Dcorpus=" + System.getProperty("corpus", "../../shared/corpus"), "-Xmx768m")
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        results.forEach(RewriterBench::print);
    }

    private static void print(RunResult result) {
        String page = result.getParams().getParam("page");
        long bytes = Corpus.pages(page).stream()
                .mapToLong(each -> each.bytes().length)
                .sum();
        Result<?> rate = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        System.out.printf(
                Locale.ROOT,
                "%-16s %-42s %8.0f MB/s ± %4.0f  %8.3f B/B%n",
                result.getParams().getParam("contestant"),
                page,
                rate.getScore() * bytes / 1e6,
                rate.getScoreError() * bytes / 1e6,
                allocated == null ? Double.NaN : allocated.getScore() / bytes);
    }
}
